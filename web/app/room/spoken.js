// @ts-check
/** An interview aloud: the room's state, captions, and what the candidate can do. */

import { h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";
import { newKey } from "../request_key.js";
import { Call } from "./call.js";
import { Coach } from "./coach.js";
import { confirmEnd } from "./end_dialog.js";
import { help, meter } from "./microphone.js";
import { Notices, action } from "./notices.js";
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
  const stage = new Stage(session, self.tile, signal);
  const transcript = new Transcript({ announced: false });
  transcript.restore(session.interactions);
  const notices = new Notices();
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
  const coach = new Coach();
  let ended = false;
  const call = new Call({
    onState: (state) => {
      stage.showState(state);
      showPaused(state.paused);
    },
    onCaption: (id, mine, text, final) => transcript.show(id, mine ? "candidate" : "interviewer", text, final),
    onConnection: (connection) => stage.showConnection(connection),
    onQuality: (quality) => stage.showQuality(quality),
    onCoach: (soFar) => coach.tell(soFar),
    onMuted: showMuted,
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
    notices.element,
    transcript.element,
    h("details", { class: "type-instead" }, h("summary", {}, "Type instead"), typing),
    controls,
    coach.element,
    call.sound,
  );

  async function join() {
    notices.clear("connection");
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
      notices.show("connection", notice("error", explain(error)), action("Try again", join));
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
    notices.show(
      "microphone",
      notice("warning", help(error).map((line) => h("p", {}, line)), h("p", {}, "You can type your answers below.")),
      action("Try the microphone again", again, ""),
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
      notices.clear("microphone");
      mute.disabled = false;
      showMicrophone();
    }
  }

  /** @param {boolean} on */
  function enableControls(on) {
    for (const button of [mute, ...asking]) button.disabled = !on;
  }

  async function toggle() {
    await attempt(call.listen(mute.getAttribute("aria-pressed") === "true"));
  }

  /** @param {boolean} muted */
  function showMuted(muted) {
    mute.setAttribute("aria-pressed", String(muted));
    mute.textContent = muted ? "Unmute" : "Mute";
    stage.showMuted(muted);
  }

  /**
   * Show why something could not be done; return whether it was.
   *
   * @param {Promise<void>} doing
   */
  async function attempt(doing) {
    try {
      await doing;
      notices.clear("request");
      return true;
    } catch (error) {
      notices.show("request", notice("error", explain(error)));
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
    transcript.show(`typed-${newKey()}`, "candidate", words, true);
    typed.value = "";
  }

  async function end() {
    if (!(await confirmEnd(signal))) return;
    enableControls(false);
    ending.disabled = true;
    // the interviewer says goodbye, and the room is closed; without one there is nothing to wait for
    const leaving = setTimeout(leaveNow, GOODBYE_MILLISECONDS);
    signal.addEventListener("abort", () => clearTimeout(leaving));
    notices.clear();
    notices.show(
      "connection",
      notice("info", "The interviewer is saying goodbye."),
      action("Go to the result now", leaveNow, ""),
    );
    if (!stage.attended || !(await attempt(call.ask("end")))) await leaveNow();
  }

  async function leaveNow() {
    if (signal.aborted) return;
    ended = true;
    await call.leave();
    try {
      await api.post(`${path}/complete`, undefined, { signal, headers: { Prefer: "respond-async" } });
    } catch (error) {
      if (signal.aborted) return;
      stage.showOver("Disconnected");
      notices.clear();
      notices.show("connection", notice("error", explain(error)), action("Try again", leaveNow));
      return;
    }
    scene.go(`/report/${session.id}`);
  }

  /** @param {boolean} paused */
  function showPaused(paused) {
    if (!paused) return notices.clear("paused");
    if (notices.places.has("paused")) return;
    notices.show(
      "paused",
      notice("info", "The interview is paused. Nothing is lost: speak, or press the button, to go on."),
      action("Go on", () => attempt(call.ask("resume"))),
    );
  }

  /** @param {boolean} blocked */
  function showBlockedSound(blocked) {
    if (blocked) notices.show("sound", action("Turn the sound on", () => call.allowSound()));
    else notices.clear("sound");
  }

  /** @param {"ended" | "elsewhere" | "lost"} reason */
  async function gone(reason) {
    if (ended || signal.aborted) return;
    enableControls(false);
    notices.clear();
    if (reason === "elsewhere") {
      stage.showOver("Continued elsewhere");
      notices.show(
        "connection",
        notice("warning", "The interview goes on in another tab or on another device."),
        action("Take it over here", scene.reload),
      );
      return;
    }
    // whoever closed the room, the session knows whether the interview is over
    const now = await api.get(path, signal).catch(() => null);
    if (signal.aborted) return;
    if (now && now.status !== "active" && now.status !== "paused") {
      ended = true;
      scene.go(`/report/${session.id}`);
      return;
    }
    stage.showOver("Disconnected");
    notices.show(
      "connection",
      notice("error", "The connection was lost. Nothing is lost of what you said."),
      action("Join again", scene.reload),
    );
  }
}
