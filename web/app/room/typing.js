// @ts-check
/** Answering in writing during the talk. */

import { h } from "../dom.js";
import { newKey } from "../request_key.js";

export class Typing {
  /**
   * @param {import("./call.js").Call} call
   * @param {import("./transcript.js").Transcript} transcript
   * @param {import("./notices.js").Notices} notices
   */
  constructor(call, transcript, notices) {
    this.call = call;
    this.transcript = transcript;
    this.notices = notices;
    this.words = h("input", { id: "typed", maxlength: 20000, autocomplete: "off", "aria-label": "Answer in writing" });
    // while it is off, Enter sends nothing either
    this.send = h("button", { type: "submit" }, "Send");
    this.element = h(
      "details",
      { class: "type-instead" },
      h("summary", {}, "Type instead"),
      h("form", { class: "typing", onsubmit: (/** @type {Event} */ event) => this.#submit(event) }, this.words, this.send),
    );
  }

  open() {
    this.element.open = true;
  }

  /** @param {boolean} on */
  enable(on) {
    this.send.disabled = !on;
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const words = this.words.value.trim();
    if (!words) return;
    if (!(await this.notices.attempt(this.call.type(words)))) return;
    // what is typed comes back in no caption
    this.transcript.show(`typed-${newKey()}`, "candidate", words, true);
    this.words.value = "";
  }
}
