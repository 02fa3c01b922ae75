// @ts-check
/** A question that is answered before anything else goes on. */

import { h } from "../dom.js";

/** @typedef {{value: string, name: string, look?: "primary" | "danger" | ""}} Choice */

/**
 * Return the value that was chosen, `""` when the question was put away. The first choice is the
 * one that changes nothing, and Enter takes it.
 *
 * @param {AbortSignal} signal aborted when there is nothing to choose any more
 * @param {{title: string, text: import("../dom.js").Children[], choices: Choice[]}} question
 * @returns {Promise<string>}
 */
export function ask(signal, { title, text, choices }) {
  const dialog = h(
    "dialog",
    { "aria-labelledby": "question-title" },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id: "question-title" }, title),
      h("p", {}, ...text),
      h(
        "p",
        { class: "actions" },
        choices.map(({ value, name, look }) => h("button", { class: look, value }, name)),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  signal.addEventListener("abort", () => dialog.close());
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}
