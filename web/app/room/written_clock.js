// @ts-check
/** The clock of a written interview: it goes while the interview is open and not paused. */

import { h } from "../dom.js";
import { clock } from "../words.js";

export class WrittenClock {
  /**
   * @param {import("../router.js").Scene} scene
   * @param {import("../types.js").Session} session
   * @param {(paused: boolean) => void} onPaused
   * @param {(error: unknown) => void} onTrouble
   */
  constructor(scene, session, onPaused, onTrouble) {
    this.api = scene.api;
    this.path = `/ai-interview/sessions/${session.id}`;
    this.onPaused = onPaused;
    this.onTrouble = onTrouble;
    this.over = false;
    /** whether it can be paused here: before its first written answer a spoken one is its room's */
    this.able = session.mode === "text";
    this.paused = session.status === "paused";
    this.element = h("span", { class: "time" });
    this.button = h("button", { type: "button", onclick: () => this.change(this.paused ? "resume" : "pause") });
    this.left = { seconds: session.seconds_left ?? 0, since: Date.now() };
    this.#show();
    const timer = setInterval(() => this.#show(), 1000);
    scene.signal.addEventListener("abort", () => {
      clearInterval(timer);
      this.#leave();
    });
    window.addEventListener("pagehide", () => this.#leave(), { signal: scene.signal });
    if (this.paused && this.able) this.change("resume");
  }

  /** @param {number | null} seconds what is left */
  take(seconds) {
    this.left = { seconds: seconds ?? 0, since: Date.now() };
    this.#show();
  }

  /** Stop for good: the interview is over. */
  end() {
    this.over = true;
    this.element.textContent = "";
    this.button.remove();
  }

  /** Note that something was said, which goes on by itself. */
  said() {
    this.able = true;
    this.#become(false);
  }

  /** @param {"pause" | "resume"} change */
  async change(change) {
    try {
      const { status, seconds_left: left } = await this.api.post(`${this.path}/${change}`);
      this.take(left);
      this.#become(status === "paused");
    } catch (error) {
      this.onTrouble(error);
    }
  }

  /** @param {boolean} paused */
  #become(paused) {
    if (paused !== this.paused) this.onPaused(paused);
    this.paused = paused;
    this.#show();
  }

  /** Whoever goes away finds the clock where they left it. */
  #leave() {
    if (!this.over && !this.paused && this.able) this.api.leave(`${this.path}/pause`);
  }

  #show() {
    if (this.over) return;
    const gone = this.paused ? 0 : (Date.now() - this.left.since) / 1000;
    this.element.textContent = `${clock(Math.max(0, this.left.seconds - gone))} left`;
    this.button.hidden = !this.able;
    this.button.textContent = this.paused ? "Go on" : "Pause";
  }
}
