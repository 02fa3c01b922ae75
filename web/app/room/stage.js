// @ts-check
/** What is visible at a glance: the interviewer's state, the question, the time, the connection. */

import { h } from "../dom.js";
import { clock } from "../words.js";

/** @import {InterviewState} from "./call.js" */

/** @type {Record<string, string>} */
const STATES = {
  "": "Waiting for the interviewer",
  initializing: "The interviewer is coming",
  idle: "Paused",
  thinking: "Thinking",
  speaking: "The interviewer is speaking",
};

/** @typedef {"asked" | "open" | "muted" | "refused"} Microphone */

/**
 * What the listening interviewer hears.
 *
 * @type {Record<Microphone, string>}
 */
const HEARD = {
  asked: "Waiting for your microphone",
  open: "Listening to you",
  muted: "You are muted",
  refused: "You cannot be heard: please type",
};

const BARS = [1, 2, 3, 4, 5];
/** How much of an answer stands below the interviewer's face: its last words. */
const MOST_SHOWN = 110;

export class Stage {
  /**
   * @param {import("../types.js").Session} session
   * @param {HTMLElement} self where the candidate's own picture is, if there is one
   * @param {AbortSignal} signal
   */
  constructor(session, self, signal) {
    this.session = session;
    this.state = h("p", { class: "state", role: "status" }, "Connecting");
    this.face = h("div", { class: "face connecting", "aria-hidden": "true" }, BARS.map(() => h("span")));
    // for the eye: a screen reader would read out what one has just said oneself
    this.words = h("p", { class: "own-words", "aria-hidden": "true" });
    this.asked = h("p", { class: "hint asked", role: "status" });
    this.question = h("span", {});
    this.time = h("span", { class: "time" });
    this.connection = h("span", { class: "connection" });
    this.level = h("span", { class: "level", "aria-hidden": "true" }, h("span"));
    this.element = h(
      "div",
      { class: "stage" },
      this.face,
      h("div", { class: "glance" }, this.state, h("p", { class: "facts" }, this.question, this.time, this.connection), this.asked, this.words),
      self,
      this.level,
    );
    this.attended = false;
    this.place = "";
    this.lost = false;
    /** @type {Microphone} */
    this.microphone = "asked";
    /** @type {InterviewState | null} */
    this.known = null;
    /** @type {{seconds: number, since: number, goes: boolean} | null} */
    this.left = null;
    const timer = setInterval(() => this.#tick(), 1000);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** @param {InterviewState} state */
  showState(state) {
    this.attended = state.agent !== "" && state.agent !== "initializing";
    if (state.agent === "speaking") this.asked.textContent = this.words.textContent = "";
    if (this.known && state.nods > this.known.nods) this.#nod();
    this.known = state;
    this.#sayState();
    const count = state.questions || this.session.planned_question_count;
    if (state.move === "wrap_up" || state.move === "close") this.question.textContent = "Closing";
    else if (state.question) this.question.textContent = `Question ${state.question} of ${count}`;
    if (state.secondsLeft !== null) {
      this.left = { seconds: state.secondsLeft, since: Date.now(), goes: !state.paused };
    }
    this.#tick();
  }

  /**
   * Show that something was asked for, until the interviewer has said something.
   *
   * @param {string} text
   */
  showAsked(text) {
    this.asked.textContent = text;
  }

  /** @param {"connected" | "reconnecting"} connection */
  showConnection(connection) {
    this.lost = connection === "reconnecting";
    this.connection.textContent = "";
    this.element.classList.toggle("lost", this.lost);
    this.#sayState();
  }

  /** @param {string} place where somebody without an interviewer stands in line, or nothing */
  showPlace(place) {
    if (place === this.place) return;
    this.place = place;
    this.#sayState();
  }

  /** @param {string} quality */
  showQuality(quality) {
    this.connection.textContent = quality === "poor" || quality === "lost" ? "Weak connection" : "";
  }

  /** @param {number} level of the own voice, 0 to 1 */
  showLevel(level) {
    this.level.style.setProperty("--level", String(level));
    if (this.face.classList.contains("listening")) this.#move(level);
  }

  /** @param {number} level of the interviewer's voice, 0 to 1 */
  showVoice(level) {
    if (this.face.classList.contains("speaking")) this.#move(level);
  }

  /** @param {number} level */
  #move(level) {
    this.face.style.setProperty("--voice", level.toFixed(2));
  }

  /**
   * Show what is heard of the answer that is being given, until the interviewer speaks.
   *
   * @param {string} text
   */
  showWords(text) {
    if (this.known?.agent === "speaking") return;
    // from the next whole word on
    const end = text.slice(-MOST_SHOWN).replace(/^\S*\s+/, "");
    this.words.textContent = text.length > MOST_SHOWN ? `… ${end}` : text;
  }

  /** @param {Microphone} microphone */
  showMicrophone(microphone) {
    this.microphone = microphone;
    this.level.classList.toggle("muted", microphone !== "open");
    this.#sayState();
  }

  /** @param {string} text */
  showOver(text) {
    this.known = null;
    this.#say(text, "over");
    this.left = null;
    this.#tick();
  }

  #sayState() {
    if (this.lost) return this.#say("Reconnecting…", "connecting");
    if (!this.known) return;
    const { agent, move, paused } = this.known;
    if (agent === "" && this.place) return this.#say(this.place, "waiting");
    if (agent !== "listening") return this.#say(STATES[agent] ?? agent, agent || "waiting");
    if (move === "close") return this.#say("The interview is over", "over");
    if (paused) return this.#say("Paused", "waiting");
    this.#say(HEARD[this.microphone], this.microphone === "open" ? agent : "waiting");
  }

  /** Show that somebody listens. */
  #nod() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const down = { transform: "translateY(0.3rem)" };
    this.face.animate([{ transform: "none" }, down, { transform: "none" }], { duration: 450, easing: "ease-in-out" });
  }

  /**
   * @param {string} text
   * @param {string} look
   */
  #say(text, look) {
    if (this.state.textContent !== text) this.state.textContent = text;
    const face = `face ${look}`;
    if (this.face.className === face) return;
    this.face.className = face;
    this.#move(0);
  }

  #tick() {
    if (!this.left) {
      this.time.textContent = "";
      return;
    }
    const { seconds, since, goes } = this.left;
    const gone = goes ? (Date.now() - since) / 1000 : 0;
    this.time.textContent = `${clock(Math.max(0, seconds - gone))} left`;
  }
}
