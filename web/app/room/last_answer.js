// @ts-check
/** The answer that was just given, as it is stored: doubtful words dotted, and "Fix a word". */

import { h } from "../dom.js";
import { fixWords } from "../parts/fix_words.js";
import { ownWords, wasHeard, whatWasHeard } from "../parts/own_words.js";

/** @import {Interaction, Session} from "../types.js" */

export class LastAnswer {
  /**
   * @param {import("../router.js").Scene} scene
   * @param {Session} session
   * @param {import("./transcript.js").Transcript} transcript
   */
  constructor(scene, session, transcript) {
    this.scene = scene;
    this.session = session;
    this.transcript = transcript;
    /** the latest turn that stands in the conversation as it is stored */
    this.known = 0;
    /** @type {Element | null} the line of the answer */
    this.line = null;
    /** @type {Interaction[]} its pieces */
    this.turns = [];
    this.looking = false;
    this.button = h("button", { class: "plain fix", type: "button", onclick: () => this.#fix() }, "Fix a word");
    this.#take(session.interactions);
  }

  /** The interviewer speaks: what it replies to is stored by then, or at the latest at the reply's end. */
  async replied() {
    const line = this.transcript.lastAnswer;
    if (this.looking || !line?.querySelector(".words:not(.stored)")) return;
    this.looking = true;
    const { api, signal } = this.scene;
    // who is cut off meanwhile keeps the captions as they were heard
    const now = await api.get(`/ai-interview/sessions/${this.session.id}`, signal).catch(() => null);
    this.looking = false;
    if (now && line === this.transcript.lastAnswer) this.#take(now.interactions);
  }

  /** @param {Interaction[]} stored the conversation so far */
  #take(stored) {
    const line = this.transcript.lastAnswer;
    const end = stored.findLastIndex(({ role }) => role === "user");
    const start = stored.findLastIndex(({ role }, index) => index < end && role !== "user");
    const answer = stored.slice(start + 1, end + 1);
    const newest = answer.at(-1)?.id ?? 0;
    // one that stands already is the answer before: this one is not stored yet
    if (!line || newest <= this.known) return;
    this.known = newest;
    this.line = line;
    this.turns = answer.filter(({ content }) => content);
    this.#show();
  }

  #show() {
    if (!this.line || !this.turns.length) return;
    this.transcript.settle(this.line, [
      ...this.turns.flatMap((turn) => [h("p", { class: "words stored" }, ownWords(turn)), whatWasHeard(turn)]),
      this.turns.some(wasHeard) ? this.button : null,
    ]);
  }

  async #fix() {
    const { turns } = this;
    const now = await fixWords(this.scene, this.session.id, turns.filter(wasHeard));
    // an answer given meanwhile stands where the button is now
    if (this.turns !== turns) return;
    this.turns = turns.map((turn) => now.find(({ id }) => id === turn.id) ?? turn);
    this.#show();
    this.button.focus();
  }
}
