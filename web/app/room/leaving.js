// @ts-check
/** How a spoken interview ends on the page: closed by either side, gone on elsewhere, or lost. */

import { isMissing } from "../api.js";
import { h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";
import { confirmEnd, confirmLeave } from "./end_dialog.js";
import { goOnInWriting } from "./in_writing.js";
import { action } from "./notices.js";

const GOODBYE_MILLISECONDS = 25_000;
const RETURN = "You have half an hour to go on, from “Your interviews”.";

export class Leaving {
  /**
   * @param {import("../router.js").Scene} scene
   * @param {import("../types.js").Session} session
   * @param {{call: import("./call.js").Call, stage: import("./stage.js").Stage, notices: import("./notices.js").Notices}} room
   * @param {(on: boolean) => void} enable switches everything that can be asked of the interviewer
   */
  constructor(scene, session, { call, stage, notices }, enable) {
    this.scene = scene;
    this.id = session.id;
    this.path = `/ai-interview/sessions/${session.id}`;
    this.report = `/report/${session.id}`;
    this.call = call;
    this.stage = stage;
    this.notices = notices;
    this.enable = enable;
    /** whether goodbye is being said or has been */
    this.closing = false;
    this.left = false;
    /** whether there is no connection to lose any more */
    this.gone = false;
    this.button = h("button", { type: "button", class: "danger", onclick: () => this.#end() }, "End interview");
    scene.askBeforeLeaving(async () => this.#over() || confirmLeave(scene.signal, RETURN));
    // a tab that is closed and a reload are asked by the browser in its own words
    const unload = (/** @type {Event} */ event) => this.#over() || event.preventDefault();
    window.addEventListener("beforeunload", unload, { signal: scene.signal });
  }

  /** Whether nothing is interrupted by going. */
  #over() {
    return this.closing || this.left || this.gone;
  }

  /** Leave the room because another interview is taken up in another tab. */
  async giveWay() {
    this.enable(false);
    this.notices.clear();
    await this.call.leave();
    const where = "This interview is paused: you have gone on with another one in another tab.";
    this.#show("Paused", notice("info", where), action("Go on with this one here", this.scene.reload));
  }

  /** Show that no way was found into the room. */
  showUnreachable() {
    const why = [
      "The room cannot be reached from here: something on the way lets no sound through. ",
      "A VPN or a company's network may do that. Nothing is lost.",
    ];
    this.#show(
      "Not connected",
      notice("error", ...why),
      action("Try again", this.scene.reload),
      goOnInWriting(this.scene, this.id),
    );
  }

  /** Show that the interview was deleted, here or elsewhere: there is nothing to come back to. */
  showDeleted() {
    this.enable(false);
    this.notices.clear();
    this.#show(
      "Deleted",
      notice("warning", "This interview was deleted, with everything that was said in it."),
      h("a", { class: "button", href: "#/new" }, "Start another one"),
    );
  }

  /** Show that the interviewer has closed; who asked for it knows. */
  showClosed() {
    if (!this.closing) this.#close("That was the interview. Your result is being prepared.");
  }

  /** @param {"ended" | "elsewhere" | "lost"} reason */
  async showGone(reason) {
    const { api, signal } = this.scene;
    // where no way was found, or another interview is taken up, that has been said
    if (this.left || this.gone || signal.aborted) return;
    this.enable(false);
    this.notices.clear();
    if (reason === "elsewhere") {
      const where = "The interview goes on in another tab or on another device.";
      return this.#show("Continued elsewhere", notice("warning", where), action("Take it over here", this.scene.reload));
    }
    // who has heard goodbye, or part of it, has nothing to come back to
    if (this.closing) return this.#leaveNow();
    // whoever closed the room, the session knows whether the interview is over
    let deleted = false;
    const now = await api.get(this.path, signal).catch((error) => {
      deleted = isMissing(error);
      return null;
    });
    if (signal.aborted || this.gone) return;
    if (deleted) return this.showDeleted();
    if (now && now.status !== "active" && now.status !== "paused") {
      this.left = true;
      return this.scene.replace(this.report);
    }
    const lost = "The connection was lost, and the interview is paused. What the conversation shows was heard; say the rest again.";
    this.#show(
      "Disconnected",
      notice("error", lost),
      action("Join again", this.scene.reload),
      goOnInWriting(this.scene, this.id),
    );
  }

  async #end() {
    if (!(await confirmEnd(this.scene.signal)) || this.closing) return;
    this.#close("The interviewer is saying goodbye.");
    // without an interviewer there is no goodbye to wait for
    const told = this.stage.attended && (await this.notices.attempt(this.call.ask("end")));
    if (!told && !this.left) await this.#leaveNow();
  }

  /** @param {string} text */
  #close(text) {
    this.closing = true;
    this.enable(false);
    this.button.disabled = true;
    // the room is closed once the goodbye has been said
    const leaving = setTimeout(() => this.#leaveNow(), GOODBYE_MILLISECONDS);
    this.scene.signal.addEventListener("abort", () => clearTimeout(leaving));
    this.notices.clear();
    this.notices.show("connection", notice("info", text), action("Go to the result now", () => this.#leaveNow(), ""));
  }

  async #leaveNow() {
    const { api, signal } = this.scene;
    if (signal.aborted) return;
    this.left = true;
    await this.call.leave();
    try {
      await api.post(`${this.path}/complete`, undefined, { signal, headers: { Prefer: "respond-async" } });
    } catch (error) {
      if (signal.aborted) return;
      this.notices.clear();
      this.#show("Disconnected", notice("error", explain(error)), action("Try again", () => this.#leaveNow()));
      return;
    }
    this.scene.replace(this.report);
  }

  /**
   * @param {string} state
   * @param {...HTMLElement} said
   */
  #show(state, ...said) {
    this.gone = true;
    this.stage.showOver(state);
    this.notices.show("connection", ...said);
  }
}
