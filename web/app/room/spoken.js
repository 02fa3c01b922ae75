// @ts-check
/** An interview aloud: the room's state, captions, and what the candidate can do. */

import { h } from "../dom.js";
import { ApiError, isMissing } from "../api.js";
import { explain, notice } from "../parts/notice.js";
import { Call } from "./call.js";
import { Connection } from "./connection.js";
import { Coach } from "./coach.js";
import { LastAnswer } from "./last_answer.js";
import { Leaving } from "./leaving.js";
import { meter } from "./microphone.js";
import { Notices, action } from "./notices.js";
import { hold } from "./only_one.js";
import { OwnMicrophone } from "./own_microphone.js";
import { PauseButton } from "./pause_button.js";
import { followLine } from "./place_in_line.js";
import { SelfView } from "./self_view.js";
import { Stage } from "./stage.js";
import { Transcript } from "./transcript.js";
import { Typing } from "./typing.js";

/**
 * What the buttons ask for; the same can be said aloud.
 *
 * @type {["done" | "repeat" | "moment" | "skip", string][]}
 */
const REQUESTS = [
  ["done", "I'm done"],
  ["repeat", "Repeat"],
  ["moment", "I need a moment"],
  ["skip", "Skip"],
];
/** What is shown once one was pressed, until the interviewer says something. */
const PRESSED = {
  done: "You are done: the reply is coming",
  repeat: "Asked to repeat the question",
  moment: "You have a moment",
  skip: "Asked to skip the question",
};

/**
 * @param {import("../router.js").Scene} scene
 * @param {import("../types.js").Session} session
 */
export function spoken(scene, session) {
  const { api, account, signal } = scene;
  const self = new SelfView(signal);
  const stage = new Stage(session, self.tile, signal);
  const transcript = new Transcript({ announced: false });
  transcript.restore(session.interactions);
  const lastAnswer = new LastAnswer(scene, session, transcript);
  const notices = new Notices();
  const coach = new Coach();
  const call = new Call({
    onState: showState,
    onCaption: showCaption,
    onVoice: (voice) => meter(voice, signal, (level) => stage.showVoice(level)),
    onConnection: (state) => connection.tell(state),
    onQuality: (quality) => stage.showQuality(quality),
    onCoach: (soFar) => coach.tell(soFar),
    onRefused: (why) => notices.show("request", notice("warning", why)),
    onMuted: (muted) => microphone.showMuted(muted),
    onSending: () => connection.watch(call.sender),
    onBlockedSound: showBlockedSound,
    onGone: (reason) => leaving.showGone(reason),
  });
  const typing = new Typing(call, transcript, notices);
  const connection = new Connection(stage, notices, signal);
  const microphone = new OwnMicrophone(call, stage, notices, signal, {
    onLevel: hearOneself,
    onRefused: () => typing.open(),
  });
  const asking = REQUESTS.map(([request, name]) =>
    h("button", { type: "button", onclick: () => askFor(request) }, name),
  );
  const done = /** @type {HTMLButtonElement} */ (asking[0]);
  done.title = "Or press the space bar";
  done.setAttribute("aria-keyshortcuts", "Space");
  document.addEventListener("keydown", bySpaceBar, { signal });
  const pausing = new PauseButton(call, microphone, notices);
  const leaving = new Leaving(scene, session, { call, stage, notices }, enable);
  hold(session.id, signal, () => leaving.giveWay());
  /** whether an interviewer has been here */
  let attended = false;
  /** whether the room can be asked for anything */
  let joined = false;
  followLine(api, stage, signal);
  signal.addEventListener("abort", () => call.leave());
  enable(false);
  join();
  return h(
    "section",
    { class: "room" },
    h("div", { class: "heading" }, h("h1", {}, session.title)),
    session.record_audio ? h("p", { class: "hint" }, "● This interview is recorded, as you asked.") : null,
    stage.element,
    notices.element,
    transcript.element,
    h(
      "div",
      { class: "foot" },
      typing.element,
      h(
        "div",
        { class: "controls", role: "group", "aria-label": "Controls" },
        microphone.button,
        pausing.button,
        asking,
        self.button,
        leaving.button,
      ),
    ),
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
      if (signal.aborted || leaving.left) return;
      if (isMissing(error)) return leaving.showDeleted();
      // what the API refuses it explains; anything else is a way that sound does not find
      if (!(error instanceof ApiError)) return leaving.showUnreachable();
      notices.show("connection", notice("error", explain(error)), action("Try again", join));
      return;
    }
    if (!leaving.closing) enable(true);
    await microphone.open();
  }

  /** @param {KeyboardEvent} event */
  function bySpaceBar(event) {
    const at = event.target instanceof Element ? event.target : null;
    if (event.code !== "Space" || event.repeat || done.disabled) return;
    // where the space bar means something already it goes on meaning that
    if (at?.closest("input, textarea, select, button, a, summary, dialog, [contenteditable]")) return;
    event.preventDefault();
    done.click();
  }

  /**
   * @param {string} id
   * @param {boolean} mine
   * @param {string} text
   * @param {boolean} final
   */
  function showCaption(id, mine, text, final) {
    transcript.show(id, mine ? "candidate" : "interviewer", text, final);
    if (mine) stage.showWords(text);
    else lastAnswer.replied();
  }

  /** @param {number} level */
  function hearOneself(level) {
    stage.showLevel(level);
    connection.hear(level);
  }

  /** @param {(typeof REQUESTS)[number][0]} request */
  async function askFor(request) {
    if (await notices.attempt(call.ask(request))) stage.showAsked(PRESSED[request]);
  }

  /** @param {boolean} on */
  function enable(on) {
    joined = on;
    for (const button of asking) button.disabled = !on;
    microphone.enable(on);
    pausing.enable(on);
    typing.enable(on);
  }

  /** @param {import("./call.js").InterviewState} state */
  function showState(state) {
    stage.showState(state);
    if (state.move === "close") leaving.showClosed();
    // what is said or typed during the goodbye is not taken any more
    if (joined) typing.enable(!state.saysGoodbye);
    pausing.show(state.paused && !leaving.closing);
    showVoiceless(state.voiceless);
    showAttended(state.agent !== "");
  }

  /** @param {boolean} there whether an interviewer is in the room */
  function showAttended(there) {
    if (there) notices.clear("interviewer");
    else if (attended && !leaving.closing) {
      notices.show("interviewer", notice("warning", "The interviewer was cut off, and another one is coming. What you said last may not have arrived."));
    }
    attended = there || attended;
  }

  /** @param {boolean} voiceless */
  function showVoiceless(voiceless) {
    if (!voiceless) notices.clear("voice");
    else if (!notices.places.has("voice")) {
      notices.show("voice", notice("warning", "The interviewer's voice has failed: read what it says, and answer as before."));
    }
  }

  /** @param {boolean} blocked */
  function showBlockedSound(blocked) {
    if (blocked) notices.show("sound", action("Turn the sound on", () => notices.attempt(call.allowSound())));
    else notices.clear("sound");
  }
}
