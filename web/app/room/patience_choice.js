// @ts-check
/** How long the interviewer waits in the candidate's pauses. */

import { field } from "../parts/fields.js";
import { h } from "../dom.js";

/**
 * Return the choice with what follows from it.
 *
 * @param {string} chosen for the interview that this one follows
 */
export function patienceChoice(chosen = "usual") {
  return h(
    "div",
    { class: "card" },
    h("h2", {}, "Pauses"),
    field("patience", "When you pause, the interviewer is", {
      value: chosen,
      choices: [
        ["quick", "Quick to reply"],
        ["usual", "As people usually are"],
        ["patient", "Patient"],
      ],
    }),
    h("p", { class: "hint" }, "It learns your own pace as you speak. The button “I'm done” has it reply at once."),
  );
}
