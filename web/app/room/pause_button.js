// @ts-check
/** The pause: the clock stands still and the microphone is closed until one goes on. */

import { h } from "../dom.js";
import { notice } from "../parts/notice.js";
import { action } from "./notices.js";

export class PauseButton {
  /**
   * @param {import("./call.js").Call} call
   * @param {import("./own_microphone.js").OwnMicrophone} microphone
   * @param {import("./notices.js").Notices} notices
   */
  constructor(call, microphone, notices) {
    this.call = call;
    this.microphone = microphone;
    this.notices = notices;
    this.enabled = false;
    this.paused = false;
    this.button = h("button", { type: "button", onclick: () => this.#pause() }, "Pause");
  }

  /** @param {boolean} on */
  enable(on) {
    this.enabled = on;
    this.button.disabled = !on || this.paused;
  }

  /** @param {boolean} paused whether the interview is, whoever paused it */
  show(paused) {
    const before = this.paused;
    this.paused = paused;
    this.enable(this.enabled);
    if (!paused && before) {
      this.notices.clear("paused");
      this.microphone.goOn();
    }
    if (!paused || this.notices.places.has("paused")) return;
    const how = this.microphone.pausing ? "Your microphone is off. Press the button to go on." : "Speak, or press the button, to go on.";
    this.notices.show("paused", notice("info", "The interview is paused, and its clock stands still. ", how), action("Go on", () => this.#goOn()));
  }

  async #pause() {
    if (!(await this.notices.attempt(this.microphone.pause()))) return;
    // that it is paused is shown once the interviewer says so
    if (!(await this.notices.attempt(this.call.ask("pause")))) await this.microphone.goOn();
  }

  #goOn() {
    return this.notices.attempt(this.call.ask("resume"));
  }
}
