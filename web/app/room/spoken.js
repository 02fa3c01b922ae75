// @ts-check
/** An interview aloud: the room's state, captions, and what the candidate can do. */

import { fill, h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";
import { Call } from "./call.js";
import { Coach } from "./coach.js";
import { confirmEnd } from "./end_dialog.js";
import { help, meter } from "./microphone.js";
import { SelfView } from "./self_view.js";
import { Stage } from "./stage.js";
import { Transcript } from "./transcript.js";

const GOODBYE_MILLISECONDS = 25_000;

/** @typedef {"repeat" | "moment" | "skip" | "end"} Request */

/**
 * What the buttons ask for; the same can be said aloud.
 *
 * @type {[Request, string][]}
 */
const REQUESTS = [
  ["repeat", "Repeat"],
  ["moment", "I need a moment"],
  ["skip", "Skip"],
];

/**
 * @param {import("../router.js").Scene} scene
 * @param {import("../types.js").Session} session
 */
export function spoken(scene, session) {
  const { api, account, signal } = scene;
  const path = `/ai-interview/sessions/${session.id}`;
  const self = new SelfView(signal);
  const stage = new Stage(session, self.tile);
  const transcript = new Transcript({ announced: false });
  transcript.restore(session.interactions);
  const trouble = h("div", { class: "trouble" });
  const mute = h("button", { type: "button", class: "mute", "aria-pressed": "false", onclick: toggle }, "Mute");
  const asking = REQUESTS.map(([request, name]) =>
    h("button", { type: "button", onclick: () => attempt(call.ask(request)) }, name),
  );
  const ending = h("button", { type: "button", class: "danger", onclick: end }, "End interview");
  const typed = h("input", { id: "typed", maxlength: 2000, autocomplete: "off", "aria-label": "Answer in writing" });
  const typing = h(
    "form",
    { class: "typing", onsubmit: type },
    typed,
    h("button", { type: "submit" }, "Send"),
  );
  const controls = h("div", { class: "controls", role: "group", "aria-label": "Controls" }, mute, asking, self.button, ending);
  const coach = new Coach(api, path, signal);
  let ended = false;
  let speaking = false;
  const call = new Call({
    onState: (state) => {
      stage.showState(state);
      showPaused(state.paused);
      // between two answers, when the one before has been stored
      if (state.agent === "speaking" && !speaking) coach.refresh();
      speaking = state.agent === "speaking";
    },
    onCaption: (id, mine, text, final) => transcript.show(id, mine ? "candidate" : "interviewer", text, final),
    onConnection: (connection) => stage.showConnection(connection),
    onQuality: (quality) => stage.showQuality(quality),
    onBlockedSound: showBlockedSound,
    onGone: gone,
  });
  signal.addEventListener("abort", () => call.leave());
  enableControls(false);
  join();
  return h(
    "section",
    { class: "room" },
    h("div", { class: "heading" }, h("h1", {}, session.title)),
    session.record_audio ? h("p", { class: "hint" }, "● This interview is recorded, as you asked.") : null,
    stage.element,
    trouble,
    transcript.element,
    h("details", { class: "type-instead" }, h("summary", {}, "Type instead"), typing),
    controls,
    coach.element,
    call.sound,
  );

  async function join() {
    fill(trouble);
    try {
      const query = new URLSearchParams({
        room_name: session.room_name ?? `interview-room-${session.id}`,
        participant_name: (account.email || "Candidate").slice(0, 64),
      });
      const access = await api.post(`/ai-interview/livekit/token?${query}`, undefined, { signal });
      await call.join(access);
    } catch (error) {
      if (signal.aborted || ended) return;
      if (error instanceof DOMException) return microphoneRefused(error);
      fill(
        trouble,
        notice("error", explain(error)),
        h("p", { class: "actions" }, h("button", { class: "primary", onclick: join }, "Try again")),
      );
      return;
    }
    enableControls(true);
    showMicrophone();
  }

  function showMicrophone() {
    const stream = call.microphone;
    if (stream) meter(stream, signal, (level) => stage.showLevel(level));
  }

  /** @param {DOMException} error */
  function microphoneRefused(error) {
    enableControls(true);
    mute.disabled = true;
    fill(
      trouble,
      notice("warning", help(error).map((line) => h("p", {}, line)), h("p", {}, "You can type your answers below.")),
      h("p", { class: "actions" }, h("button", { onclick: again }, "Try the microphone again")),
    );
    const instead = typing.closest("details");
    if (instead) instead.open = true;

    async function again() {
      try {
        await call.listen(true);
      } catch (refused) {
        if (refused instanceof DOMException) return microphoneRefused(refused);
        throw refused;
      }
      fill(trouble);
      mute.disabled = false;
      showMicrophone();
    }
  }

  /** @param {boolean} on */
  function enableControls(on) {
    for (const button of [mute, ...asking]) button.disabled = !on;
  }

  async function toggle() {
    const muting = mute.getAttribute("aria-pressed") !== "true";
    await call.listen(!muting);
    mute.setAttribute("aria-pressed", String(muting));
    mute.textContent = muting ? "Unmute" : "Mute";
    stage.showMuted(muting);
  }

  /**
   * Show why something could not be done; return whether it was.
   *
   * @param {Promise<void>} doing
   */
  async function attempt(doing) {
    try {
      await doing;
      return true;
    } catch (error) {
      fill(trouble, notice("error", explain(error)));
      return false;
    }
  }

  /** @param {Event} event */
  async function type(event) {
    event.preventDefault();
    const words = typed.value.trim();
    if (!words) return;
    if (!(await attempt(call.type(words)))) return;
    // what is typed comes back in no caption
    transcript.show(`typed-${crypto.randomUUID()}`, "candidate", words, true);
    typed.value = "";
  }

  async function end() {
    if (!(await confirmEnd())) return;
    enableControls(false);
    ending.disabled = true;
    // the interviewer says goodbye, and the room is closed; without one there is nothing to wait for
    const leaving = setTimeout(leaveNow, GOODBYE_MILLISECONDS);
    signal.addEventListener("abort", () => clearTimeout(leaving));
    fill(
      trouble,
      notice("info", "The interviewer is saying goodbye."),
      h("p", { class: "actions" }, h("button", { onclick: leaveNow }, "Go to the result now")),
    );
    if (!stage.attended || !(await attempt(call.ask("end")))) await leaveNow();
  }

  async function leaveNow() {
    if (ended) return;
    ended = true;
    await call.leave();
    await api.post(`${path}/complete`, undefined, { headers: { Prefer: "respond-async" } });
    scene.go(`/report/${session.id}`);
  }

  /** @param {boolean} paused */
  function showPaused(paused) {
    const shown = trouble.querySelector(".paused");
    if (!paused) shown?.remove();
    else if (!shown) {
      trouble.append(
        h(
          "div",
          { class: "paused" },
          notice("info", "The interview is paused. Nothing is lost: speak, or press the button, to go on."),
          h("p", { class: "actions" }, h("button", { class: "primary", onclick: () => attempt(call.ask("resume")) }, "Go on")),
        ),
      );
    }
  }

  /** @param {boolean} blocked */
  function showBlockedSound(blocked) {
    if (!blocked) {
      trouble.querySelector(".blocked")?.remove();
    } else if (!trouble.querySelector(".blocked")) {
      trouble.append(
        h(
          "p",
          { class: "actions blocked" },
          h("button", { class: "primary", onclick: () => call.allowSound() }, "Turn the sound on"),
        ),
      );
    }
  }

  /** @param {"ended" | "elsewhere" | "lost"} reason */
  async function gone(reason) {
    if (ended || signal.aborted) return;
    enableControls(false);
    if (reason === "elsewhere") {
      stage.showOver("Continued elsewhere");
      fill(
        trouble,
        notice("warning", "The interview goes on in another tab or on another device."),
        h("p", { class: "actions" }, h("button", { class: "primary", onclick: scene.reload }, "Take it over here")),
      );
      return;
    }
    // whoever closed the room, the session knows whether the interview is over
    const now = await api.get(path, signal).catch(() => null);
    if (now && now.status !== "active" && now.status !== "paused") {
      ended = true;
      scene.go(`/report/${session.id}`);
      return;
    }
    stage.showOver("Disconnected");
    fill(
      trouble,
      notice("error", "The connection was lost. Nothing is lost of what you said."),
      h("p", { class: "actions" }, h("button", { class: "primary", onclick: scene.reload }, "Join again")),
    );
  }
}
