// @ts-check
/** The result of an interview: every number opens to what it rests on. */

import { fill, h } from "../dom.js";
import { ApiError } from "../api.js";
import { explain, notice } from "../parts/notice.js";
import { delivery } from "../report/delivery.js";
import { beforeAndAfter, drillButton, startDrill } from "../report/drill.js";
import { downloads } from "../report/downloads.js";
import { nextInterview } from "../report/next_interview.js";
import { recordingPlayer } from "../report/recording.js";
import { assessed, reportHead } from "../report/report.js";
import { contents } from "../report/contents.js";
import { conversation } from "../report/conversation.js";
import { answerAgain } from "../report/retry.js";
import { sharing } from "../report/share.js";

/** @import {Assessment, Session} from "../types.js" */

/** @type {import("../router.js").Screen} */
export async function report(scene) {
  const { api, signal } = scene;
  const path = `/ai-interview/sessions/${scene.params[0]}`;
  /** @type {Session} */
  const stored = await api.get(path, signal);
  // what was answered again after the end is no part of the conversation
  const session = { ...stored, interactions: stored.interactions.filter((turn) => turn.retry_of === null) };
  // on paper nothing opens, so everything is open
  window.addEventListener("beforeprint", openAll, { signal });
  const result = h("div", { class: "result" });
  const after = h("div", { class: "result" });
  const over = session.status === "completed" || session.status === "abandoned";
  if (over) assess();
  else fill(result, stillOpen());
  const page = h("section", { class: "report" });
  fill(
    page,
    reportHead(session, contents(page, signal)),
    result,
    delivery(session),
    recordingPlayer(scene, session),
    conversation(session, "You", putRight),
    after,
    over ? sharing(scene, session) : null,
    downloads(scene, session),
  );
  return page;

  function stillOpen() {
    return [
      notice("info", "This interview is not over."),
      h(
        "p",
        { class: "actions" },
        h("a", { class: "button primary", href: `#/interview/${session.id}` }, "Go on with it"),
        h("button", { onclick: endNow }, "End it and see the result"),
      ),
    ];
  }

  /** @param {number} number of the question */
  function again(number) {
    return [
      drillButton("Say it again", "primary", () => startDrill(scene, session.id, number)),
      answerAgain(scene, stored, number),
    ];
  }

  /**
   * Put right what was misheard; the result is made again from it.
   *
   * @param {import("../types.js").Interaction} turn
   */
  async function putRight(turn) {
    const { fixWords } = await import("../parts/fix_words.js");
    const [now = turn] = await fixWords(scene, session.id, [turn]);
    if (now !== turn) {
      Object.assign(turn, now);
      if (over) assess();
    }
    return turn;
  }

  async function endNow() {
    await assess();
    scene.reload();
  }

  async function assess() {
    fill(result, h("p", { class: "loading", role: "status" }, "Assessing your answers…"));
    try {
      /** @type {Assessment} */
      const assessment = await api.post(`${path}/complete`, undefined, { signal });
      fill(result, await beforeAndAfter(scene, session, assessment), ...assessed(assessment, session, again));
      fill(after, nextInterview(assessment.next_interview, session.id));
    } catch (error) {
      if (signal.aborted) return;
      const wait = error instanceof ApiError && error.status === 503;
      fill(
        result,
        notice(wait ? "warning" : "error", explain(error)),
        h("p", { class: "actions" }, h("button", { class: "primary", onclick: assess }, "Try again")),
      );
    }
  }
}

function openAll() {
  for (const closed of document.querySelectorAll(".dimension, .printed")) closed.setAttribute("open", "");
}
