// @ts-check
/** An interview in writing. */

import { fill, h } from "../dom.js";
import { ApiError } from "../api.js";
import { explain, notice } from "../parts/notice.js";
import { newKey } from "../request_key.js";
import { confirmEnd, confirmLeave } from "./end_dialog.js";
import { action } from "./notices.js";
import { hold } from "./only_one.js";
import { Transcript } from "./transcript.js";
import { WrittenClock } from "./written_clock.js";

const KEPT = "You can go on whenever you like; what you have written stays here.";

/**
 * @param {import("../router.js").Scene} scene
 * @param {import("../types.js").Session} session
 */
export function written(scene, session) {
  const { api } = scene;
  const path = `/ai-interview/sessions/${session.id}`;
  const transcript = new Transcript({ announced: true });
  transcript.restore(session.interactions);
  // gone on with in writing before a word was said in the room
  if (!session.interactions.length) transcript.show("opener", "interviewer", session.opener, true);
  const progress = h("span");
  showProgress(session.interactions.at(-1)?.question_number ?? 0);
  const trouble = h("div", { class: "trouble" });
  const status = h("p", { class: "hint", role: "status" });
  // what is being written outlasts a reload, and a sign-in that ends meanwhile
  const draft = `greenroom.draft.${session.id}`;
  const answer = h("textarea", {
    id: "answer",
    rows: 5,
    value: sessionStorage.getItem(draft) ?? "",
    oninput: () => sessionStorage.setItem(draft, answer.value),
    maxlength: 20000,
    required: true,
    placeholder: "Your answer. Ctrl+Enter sends it.",
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) made.requestSubmit();
    },
  });
  const send = h("button", { class: "primary", type: "submit" }, "Send");
  const made = h(
    "form",
    { class: "answering", onsubmit: submit },
    h("label", { for: "answer" }, "Your answer"),
    answer,
    trouble,
    h("div", { class: "actions" }, send, h("button", { type: "button", onclick: end }, "End interview"), status),
  );
  const clock = new WrittenClock(scene, session, showPaused, (error) => {
    if (!scene.signal.aborted) fill(trouble, notice("error", explain(error)));
  });
  made.querySelector(".actions")?.insertBefore(clock.button, status.previousSibling);
  scene.askBeforeLeaving(async () => clock.over || confirmLeave(scene.signal, KEPT));
  hold(session.id, scene.signal, () => {
    clock.change("pause");
    fill(made, notice("info", "This interview is paused: you have gone on with another one in another tab."));
    made.append(action("Go on with this one here", scene.reload));
  });
  // the same answer sent twice, because the first reply was lost, is stored once
  let key = newKey();
  return h(
    "section",
    { class: "written" },
    h("div", { class: "heading" }, h("h1", {}, session.title), h("span", { class: "facts" }, progress, clock.element)),
    transcript.element,
    made,
  );

  /** @param {boolean} paused */
  function showPaused(paused) {
    status.textContent = paused ? "Paused: the clock stands still until you go on." : "";
  }

  /** @param {number} number */
  function showProgress(number) {
    progress.textContent = number ? `Question ${number} of ${session.planned_question_count}` : "";
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const message = answer.value.trim();
    if (!message || send.disabled) return;
    busy(true, "The interviewer is thinking…");
    transcript.show(`said-${key}`, "candidate", message, true);
    try {
      const said = await api.post(`${path}/message`, { message }, {
        headers: { "Idempotency-Key": key },
        signal: scene.signal,
      });
      transcript.show(`reply-${key}`, "interviewer", said.response, true);
      key = newKey();
      clock.said();
      answer.value = "";
      sessionStorage.removeItem(draft);
      if (said.status !== "active") return over();
      catchUp();
    } catch (error) {
      if (scene.signal.aborted) return;
      transcript.remove(`said-${key}`);
      await failed(error);
    }
    busy(false, "");
    // who has gone on to something else is not called back
    if (document.activeElement === document.body || document.activeElement === send) answer.focus();
  }

  /** @param {unknown} error */
  async function failed(error) {
    const code = error instanceof ApiError ? error.code : "";
    if (code === "SESSION_NOT_ACTIVE") return over();
    if (code !== "IDEMPOTENCY_KEY_REUSED") {
      fill(trouble, notice("error", explain(error), " Your answer is still here."));
      return;
    }
    // it was changed after all, and what was sent first had arrived
    key = newKey();
    const now = await catchUp();
    if (now) transcript.restore(now.interactions);
    fill(trouble, notice("warning", "What you sent before had arrived, and stands above with the reply to it."));
  }

  /** @returns {Promise<import("../types.js").Session | null>} the session as it is now */
  async function catchUp() {
    const now = await api.get(path, scene.signal).catch(() => null);
    if (now) {
      showProgress(now.interactions.at(-1)?.question_number ?? 0);
      clock.take(now.seconds_left);
    }
    return now;
  }

  /**
   * @param {boolean} on
   * @param {string} text
   */
  function busy(on, text) {
    send.disabled = on;
    answer.readOnly = on;
    status.textContent = text;
    if (on) fill(trouble);
  }

  function over() {
    clock.end();
    fill(
      made,
      notice("info", "The interview is over."),
      h("p", {}, h("a", { class: "button primary", href: `#/report/${session.id}` }, "See the result")),
    );
    made.querySelector("a")?.focus();
  }

  async function end() {
    if (!(await confirmEnd(scene.signal))) return;
    busy(true, "Ending…");
    try {
      await api.post(`${path}/complete`, undefined, { headers: { Prefer: "respond-async" } });
      clock.end();
      scene.replace(`/report/${session.id}`);
    } catch (error) {
      busy(false, "");
      fill(trouble, notice("error", explain(error)));
    }
  }
}
