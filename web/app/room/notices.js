// @ts-check
/** What has to be said beside the talk: one place per matter, so that none wipes out another. */

import { h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";

/** @typedef {"sound" | "microphone" | "paused" | "voice" | "interviewer" | "request" | "heard" | "connection"} Matter */

export class Notices {
  constructor() {
    this.element = h("div", { class: "trouble" });
    /** @type {Map<Matter, HTMLElement>} */
    this.places = new Map();
  }

  /**
   * Say something, in place of what was said of the same matter before.
   *
   * @param {Matter} matter
   * @param {...import("../dom.js").Children} children
   */
  show(matter, ...children) {
    const place = h("div", {}, ...children);
    const before = this.places.get(matter);
    if (before) before.replaceWith(place);
    else this.element.append(place);
    this.places.set(matter, place);
  }

  /**
   * Say no more of a matter, or of anything.
   *
   * @param {Matter[]} matters
   */
  clear(...matters) {
    for (const matter of matters.length ? matters : [...this.places.keys()]) {
      this.places.get(matter)?.remove();
      this.places.delete(matter);
    }
  }

  /**
   * Show why something that was asked for could not be done; return whether it was.
   *
   * @param {Promise<void>} doing
   */
  async attempt(doing) {
    try {
      await doing;
      this.clear("request");
      return true;
    } catch (error) {
      this.show("request", notice("error", explain(error)));
      return false;
    }
  }
}

/**
 * Return a line with a button for what can be done about it.
 *
 * @param {string} name
 * @param {() => unknown} onclick
 * @param {"primary" | ""} [look]
 */
export function action(name, onclick, look = "primary") {
  return h("p", { class: "actions" }, h("button", { type: "button", class: look, onclick }, name));
}
