// @ts-check
/** The candidate's picture in the room, a tile and the button that switches it. */

import { fill, h } from "../dom.js";
import { cameraWanted, openCamera, refusal } from "./camera.js";

export class SelfView {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.signal = signal;
    this.tile = h("div", { class: "self", hidden: true });
    this.button = h("button", { type: "button", "aria-pressed": "false", onclick: () => this.#toggle() }, "Camera");
    this.using = new AbortController();
    signal.addEventListener("abort", () => this.using.abort());
    if (cameraWanted()) this.#toggle();
  }

  async #toggle() {
    const turningOn = this.button.getAttribute("aria-pressed") !== "true";
    this.using.abort();
    this.using = new AbortController();
    const mine = this.using.signal;
    this.#show(turningOn, null);
    if (!turningOn) return;
    try {
      const picture = await openCamera(mine);
      if (!mine.aborted) this.#show(true, picture);
    } catch (error) {
      if (!mine.aborted) this.#show(false, h("p", { class: "hint", role: "status" }, refusal(error)));
    }
  }

  /**
   * @param {boolean} on
   * @param {HTMLElement | null} content
   */
  #show(on, content) {
    this.button.setAttribute("aria-pressed", String(on));
    fill(this.tile, content);
    this.tile.hidden = content === null;
  }
}
