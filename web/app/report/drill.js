// @ts-check
/** A question once more, alone and at once, and what came of it beside the time before. */

import { fill, h } from "../dom.js";
import { isMissing } from "../api.js";
import { explain, notice } from "../parts/notice.js";
import { number, signed } from "../words.js";
import { mayStart } from "../views/going_on.js";

/** @import {Assessment, QuestionOutcome, Session} from "../types.js" */
/** @import {Scene} from "../router.js" */

/**
 * Ask a question that was answered before once more, aloud where a room can be had, and go there.
 *
 * @param {Scene} scene
 * @param {number} sessionId
 * @param {number} question its number
 */
export async function startDrill(scene, sessionId, question) {
  if (!(await mayStart(scene))) return;
  const rooms = await scene.api.get("/ai-interview/livekit/status", scene.signal);
  const mode = rooms.available && "RTCPeerConnection" in window ? "voice" : "text";
  const path = `/ai-interview/sessions/${sessionId}/questions/${question}/drill`;
  const started = await scene.api.post(path, { mode });
  scene.go(`/interview/${started.session_id}`);
}

/**
 * Return the number of the answered question that was weakest in a dimension: by its own figure there,
 * by its own score where the dimension has none for it.
 *
 * @param {Assessment | undefined} assessment
 * @param {string} name the dimension's
 */
export function weakestQuestion(assessment, name) {
  const measures = assessment?.dimensions.find((dimension) => dimension.name === name)?.measures ?? {};
  const worth = (/** @type {QuestionOutcome} */ { number: place, score }) => {
    const own = measures[`q${place}`];
    return typeof own === "number" ? own : (score ?? 100);
  };
  const answered = (assessment?.questions ?? []).filter((one) => one.answered);
  const [weakest] = answered.sort((one, other) => worth(one) - worth(other));
  return weakest?.number ?? 1;
}

/**
 * Return a button that does something that may fail, with what went wrong below it.
 *
 * @param {string} name
 * @param {string} look
 * @param {() => Promise<unknown>} act
 */
export function drillButton(name, look, act) {
  const trouble = h("div", {});
  const button = h("button", { class: look, type: "button", onclick: press }, name);
  return h("div", {}, h("p", { class: "actions" }, button), trouble);

  async function press() {
    button.disabled = true;
    fill(trouble);
    try {
      await act();
    } catch (error) {
      fill(trouble, notice("error", explain(error)));
    }
    button.disabled = false;
  }
}

/**
 * Return the answer before and the answer now, nothing where the one before is not there any more.
 *
 * @param {Scene} scene
 * @param {Session} session the drill
 * @param {Assessment} assessment
 */
export async function beforeAndAfter({ api, signal }, session, assessment) {
  const now = assessment.questions?.[0];
  if (!session.again || !now) return null;
  const path = `/ai-interview/sessions/${session.again.session_id}`;
  /** @type {[Session, Assessment[]] | null} */
  const found = await Promise.all([api.get(path, signal), api.get(`${path}/assessments`, signal)]).catch((error) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (!found) return null;
  const [earlier, versions] = found;
  const before = versions.at(-1)?.questions?.find((one) => one.number === session.again?.question_number);
  if (!before) return null;
  const change = before.score === null || now.score === null ? null : now.score - before.score;
  return h(
    "section",
    { "aria-labelledby": "before-after" },
    h("h2", { id: "before-after" }, "Before and after"),
    h("p", { class: "asked" }, now.question),
    h("div", { class: "two beside" }, side("Before", before, earlier), side("Now", now, session, signed(change))),
    h("p", {}, h("a", { href: `#/report/${earlier.id}` }, "To the interview it was asked in")),
  );
}

/**
 * @param {string} name
 * @param {QuestionOutcome} outcome
 * @param {Session} session
 * @param {string} [change]
 */
function side(name, outcome, session, change = "") {
  const said = session.interactions.filter(({ id }) => outcome.interaction_ids.includes(id));
  return h(
    "div",
    { class: "card" },
    h("h3", {}, `${name}: `, h("strong", {}, outcome.score === null ? "not scored" : number(outcome.score)), change ? ` (${change})` : ""),
    said.map((turn) => h("blockquote", {}, turn.content)),
    outcome.named.length ? h("p", { class: "hint" }, `Named: ${outcome.named.join("; ")}`) : null,
    outcome.left_open.length ? h("p", { class: "hint" }, `Left open: ${outcome.left_open.join("; ")}`) : null,
  );
}
