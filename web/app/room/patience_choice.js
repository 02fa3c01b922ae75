// @ts-check
/** How long the interviewer waits in the candidate's pauses, and whether it hums in them. */

import { field } from "../parts/fields.js";
import { h } from "../dom.js";

/**
 * Return the choice with what follows from it.
 *
 * @param {string} chosen for the interview that this one follows
 * @param {boolean} audible whether nods were heard in it
 */
export function patienceChoice(chosen = "usual", audible = true) {
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
    h(
      "label",
      { class: "choice" },
      h("input", { type: "checkbox", name: "audible_nods", checked: audible }),
      h("span", {}, "Let me hear a quiet “mm-hm” while I speak"),
    ),
    h("p", { class: "hint" }, "It learns your own pace as you speak. The button “I'm done” has it reply at once."),
  );
}
