// @ts-check
/** Pace and fillers so far, for who wants to see them during the talk; off until asked for. */

import { h } from "../dom.js";
import { number } from "../words.js";

/** @import {Interaction, Session} from "../types.js" */

export class Coach {
  /**
   * @param {import("../api.js").Api} api
   * @param {string} path the session's address
   * @param {AbortSignal} signal
   */
  constructor(api, path, signal) {
    this.api = api;
    this.path = path;
    this.signal = signal;
    this.line = h("span", { class: "hint", role: "status" });
    this.wanted = h("input", { type: "checkbox", onchange: () => this.refresh() });
    this.element = h("div", { class: "coach" }, h("label", { class: "choice" }, this.wanted, "Show pace and fillers"), this.line);
  }

  /** Show what the finished answers were like. While one is being given nothing changes. */
  async refresh() {
    if (!this.wanted.checked) {
      this.line.textContent = "";
      return;
    }
    try {
      /** @type {Session} */
      const session = await this.api.get(this.path, this.signal);
      this.line.textContent = soFar(session.interactions.filter((turn) => turn.role === "user"));
    } catch {
      // a hint is not worth a message in the middle of an interview; the next one may come
      this.line.textContent = "";
    }
  }
}

/** @param {Interaction[]} answers */
function soFar(answers) {
  const timed = answers.filter((turn) => turn.words_per_minute !== null && turn.duration_seconds !== null);
  const seconds = timed.reduce((sum, turn) => sum + (turn.duration_seconds ?? 0), 0);
  if (!seconds) return "Nothing measured yet.";
  const words = timed.reduce((sum, turn) => sum + (turn.words_per_minute ?? 0) * (turn.duration_seconds ?? 0), 0);
  const counted = answers.filter((turn) => turn.filler_word_count !== null);
  const fillers = counted.reduce((sum, turn) => sum + (turn.filler_word_count ?? 0), 0);
  const heard = counted.length ? `at least ${fillers} ${fillers === 1 ? "filler" : "fillers"}` : "";
  return [`So far ${number(words / seconds)} words a minute`, heard].filter(Boolean).join(", ");
}
