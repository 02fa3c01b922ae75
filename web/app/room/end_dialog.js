// @ts-check
/** The question before an interview is ended for good. */

import { h } from "../dom.js";

/**
 * @param {AbortSignal} signal aborted when there is nothing to end any more
 * @returns {Promise<boolean>} whether the person means it
 */
export function confirmEnd(signal) {
  const dialog = h(
    "dialog",
    { "aria-labelledby": "end-title" },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id: "end-title" }, "End the interview?"),
      h("p", {}, "It cannot be taken up again. What you have said so far is assessed."),
      h(
        "p",
        { class: "actions" },
        h("button", { class: "primary", value: "end" }, "End it"),
        h("button", { value: "stay" }, "Go on"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  signal.addEventListener("abort", () => dialog.close());
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "end");
    });
  });
}
