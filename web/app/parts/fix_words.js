// @ts-check
/** "Fix a word": what was misheard in an answer is put right. */

import { h } from "../dom.js";
import { field, form, textOf } from "./fields.js";
import { ownWords } from "./own_words.js";

/** @import {Interaction} from "../types.js" */

/**
 * Ask what was said in the pieces of an answer, store what was changed, and return all of them as
 * they stand then. What is refused is said in the dialog, and nothing that was typed is lost.
 *
 * @param {import("../router.js").Scene} scene
 * @param {number} sessionId
 * @param {Interaction[]} turns
 * @returns {Promise<Interaction[]>}
 */
export function fixWords({ api, signal }, sessionId, turns) {
  const now = [...turns];
  const made = form("Save", save, h("h2", { id: "fix-title" }, "What did you say?"), turns.map(piece));
  made.querySelector(".actions")?.append(h("button", { type: "button", onclick: () => dialog.close() }, "Leave it as it is"));
  const dialog = h("dialog", { class: "fixing", "aria-labelledby": "fix-title" }, made);
  document.body.append(dialog);
  dialog.showModal();
  signal.addEventListener("abort", () => dialog.close());
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(now);
    });
  });

  /** @param {FormData} values */
  async function save(values) {
    for (const [index, turn] of now.entries()) {
      const content = textOf(values, `content-${turn.id}`);
      if (!content || content === turn.content) continue;
      const path = `/ai-interview/sessions/${sessionId}/interactions/${turn.id}/content`;
      const stored = await (await api.ask("PUT", path, { json: { content }, signal })).json();
      now[index] = stored.interaction;
    }
    dialog.close();
  }
}

/** @param {Interaction} turn */
function piece(turn) {
  const doubted = ownWords(turn).flatMap((part) => (typeof part === "string" ? [] : [`“${part.textContent}”`]));
  const hint = turn.heard ? `Heard was: ${turn.heard}` : doubted.length ? `Perhaps misheard: ${doubted.join(", ")}` : undefined;
  return field(`content-${turn.id}`, "Your words", { rows: 6, value: turn.content, required: true, maxlength: 20000, hint });
}
