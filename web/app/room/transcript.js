// @ts-check
/** The conversation as it grows: one line per turn, changed in place while it is still heard. */

import { h } from "../dom.js";

/** @typedef {"candidate" | "interviewer"} Speaker */

/** @type {Record<Speaker, string>} */
const NAMES = { candidate: "You", interviewer: "Interviewer" };

/** The conversation. `announced` is whether a screen reader reads new lines out. */
export class Transcript {
  /** @param {{announced: boolean}} options */
  constructor({ announced }) {
    this.element = h("div", {
      class: "transcript",
      role: "log",
      tabindex: 0,
      "aria-label": "Conversation",
      "aria-live": announced ? "polite" : "off",
    });
    /** @type {Map<string, HTMLElement>} */
    this.lines = new Map();
  }

  /**
   * Show what somebody says. The same `id` again changes the line; `final` ends the changing.
   *
   * @param {string} id
   * @param {Speaker} speaker
   * @param {string} text
   * @param {boolean} final
   */
  show(id, speaker, text, final) {
    let line = this.lines.get(id);
    if (!line && !text.trim()) return;
    if (!line) {
      line = h("p", { class: "words" });
      this.lines.set(id, line);
      this.element.append(h("div", { class: `line ${speaker}` }, h("span", { class: "who" }, NAMES[speaker]), line));
    }
    const following = this.#atTheEnd();
    line.textContent = text;
    line.classList.toggle("open", !final);
    if (following) this.element.scrollTop = this.element.scrollHeight;
  }

  /**
   * Show the turns that are stored.
   *
   * @param {import("../types.js").Interaction[]} turns
   */
  restore(turns) {
    for (const turn of turns) {
      this.show(`stored-${turn.id}`, turn.role === "user" ? "candidate" : "interviewer", turn.content, true);
    }
  }

  #atTheEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < 160;
  }
}
