// @ts-check
/** The conversation as it grows: one line per turn, changed in place while it is still heard. */

import { fill, h } from "../dom.js";

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
    this.following = true;
    this.element.addEventListener("scroll", () => (this.following = this.#atTheEnd()));
    // what is shown before the element is on the page has no height until then
    new ResizeObserver(() => this.#follow()).observe(this.element);
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
      const last = this.element.lastElementChild;
      // an answer that was given in several pieces is one answer
      if (speaker === "candidate" && last?.classList.contains(speaker)) last.append(line);
      else this.element.append(h("div", { class: `line ${speaker}` }, h("span", { class: "who" }, NAMES[speaker]), line));
    }
    line.textContent = text;
    line.classList.toggle("open", !final);
    this.#follow();
  }

  /**
   * Take back what was shown, because it was not said after all.
   *
   * @param {string} id
   */
  remove(id) {
    const line = this.lines.get(id);
    const around = line?.parentElement;
    line?.remove();
    if (around && !around.querySelector(".words")) around.remove();
    this.lines.delete(id);
  }

  /** The candidate's latest answer as it is shown, null before the first. */
  get lastAnswer() {
    return [...this.element.querySelectorAll(".line.candidate")].at(-1) ?? null;
  }

  /**
   * Show an answer as it is stored, in place of what was shown of it while it was heard.
   *
   * @param {Element} line
   * @param {(Node | null)[]} words
   */
  settle(line, words) {
    const who = line.querySelector(".who");
    fill(line, who, words);
    this.#follow();
  }

  /**
   * Show the turns that are stored, in place of everything shown before.
   *
   * @param {import("../types.js").Interaction[]} turns
   */
  restore(turns) {
    this.lines.clear();
    this.element.replaceChildren();
    for (const turn of turns) {
      this.show(`stored-${turn.id}`, turn.role === "user" ? "candidate" : "interviewer", turn.content, true);
    }
  }

  /** Who reads further up stays there; everybody else sees the newest line. */
  #follow() {
    if (this.following) this.element.scrollTop = this.element.scrollHeight;
  }

  #atTheEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < 160;
  }
}
