// @ts-check
/** Pace and fillers so far, for who wants to see them during the talk; off until asked for. */

import { h } from "../dom.js";
import { number } from "../words.js";

/**
 * @typedef {object} SoFar What the interviewer tells between two answers.
 * @property {number} answers how many were measured
 * @property {number | null} words_per_minute
 * @property {number | null} filler_word_count
 */

export class Coach {
  constructor() {
    /** @type {SoFar | null} */
    this.soFar = null;
    this.line = h("span", { class: "hint", role: "status" });
    this.wanted = h("input", { type: "checkbox", onchange: () => this.#show() });
    this.element = h("div", { class: "coach" }, h("label", { class: "choice" }, this.wanted, "Show pace and fillers"), this.line);
  }

  /** @param {SoFar} soFar */
  tell(soFar) {
    this.soFar = soFar;
    this.#show();
  }

  #show() {
    const text = this.wanted.checked ? inWords(this.soFar) : "";
    if (this.line.textContent !== text) this.line.textContent = text;
  }
}

/** @param {SoFar | null} soFar */
function inWords(soFar) {
  if (!soFar || soFar.words_per_minute === null) return "Nothing measured yet.";
  const count = soFar.filler_word_count;
  const fillers = count === null ? "" : `at least ${count} ${count === 1 ? "filler" : "fillers"}`;
  return [`So far ${number(soFar.words_per_minute)} words a minute`, fillers].filter(Boolean).join(", ");
}
