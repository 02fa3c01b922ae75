// @ts-check
/** The candidate's microphone in the room: open, muted, or refused with what to do about it. */

import { h } from "../dom.js";
import { notice } from "../parts/notice.js";
import { help, meter } from "./microphone.js";
import { action } from "./notices.js";

export class OwnMicrophone {
  /**
   * @param {import("./call.js").Call} call
   * @param {import("./stage.js").Stage} stage
   * @param {import("./notices.js").Notices} notices
   * @param {AbortSignal} signal
   * @param {{onLevel: (level: number) => void, onRefused: () => void}} told
   */
  constructor(call, stage, notices, signal, told) {
    this.call = call;
    this.stage = stage;
    this.notices = notices;
    this.signal = signal;
    this.told = told;
    this.enabled = false;
    /** @type {"asked" | "open" | "refused"} what the browser has said */
    this.answer = "asked";
    this.muted = false;
    /** whether it is a pause that has muted it */
    this.pausing = false;
    this.metering = new AbortController();
    signal.addEventListener("abort", () => this.metering.abort());
    this.button = h("button", { type: "button", class: "mute", onclick: () => this.#toggle() });
    this.#show();
  }

  /** Open it; where that is refused, say what can be done. */
  async open() {
    try {
      await this.call.listen(true);
    } catch (error) {
      // a room that has been left meanwhile has no use for it
      if (this.enabled && !this.signal.aborted) this.#refuse(error);
      return;
    }
    this.answer = "open";
    this.notices.clear("microphone");
    this.#show();
    this.#showLevel();
  }

  /** Close it until `goOn`; who was muted stays so. */
  async pause() {
    if (this.answer !== "open" || this.muted) return;
    this.pausing = true;
    await this.call.listen(false);
  }

  /** Open it again if a pause has closed it. */
  async goOn() {
    if (this.pausing) await this.open();
    this.pausing = false;
  }

  /** @param {boolean} on */
  enable(on) {
    this.enabled = on;
    this.#show();
  }

  /** @param {boolean} muted */
  showMuted(muted) {
    this.muted = muted;
    this.#show();
  }

  #toggle() {
    this.pausing = false;
    return this.muted ? this.open() : this.notices.attempt(this.call.listen(false));
  }

  /** @param {unknown} error */
  #refuse(error) {
    this.answer = "refused";
    this.#show();
    this.notices.show(
      "microphone",
      notice("warning", help(error).map((line) => h("p", {}, line)), h("p", {}, "You can type your answers below.")),
      action("Try the microphone again", () => this.open(), ""),
    );
    this.told.onRefused();
  }

  #show() {
    this.button.disabled = !this.enabled || this.answer !== "open";
    this.button.setAttribute("aria-pressed", String(this.muted));
    this.button.textContent = this.muted ? "Unmute" : "Mute";
    this.stage.showMicrophone(this.answer === "open" && this.muted ? "muted" : this.answer);
  }

  #showLevel() {
    this.metering.abort();
    this.metering = new AbortController();
    const stream = this.call.microphone;
    if (stream && !this.signal.aborted) meter(stream, this.metering.signal, (level) => this.told.onLevel(level));
  }
}
