// @ts-check
/** A choice of its own card, off unless it is made, with what follows from it. */

import { h } from "../dom.js";

/**
 * @param {string} name of the form's value
 * @param {{title: string, label: string, hint: string[], checked?: boolean}} texts
 */
export function choice(name, { title, label, hint, checked = false }) {
  const id = `${name}-hint`;
  return h(
    "div",
    { class: "card" },
    h("h2", {}, title),
    h(
      "label",
      { class: "choice" },
      h("input", { type: "checkbox", name, checked, "aria-describedby": id }),
      h("span", {}, label),
    ),
    h("p", { class: "hint", id }, ...hint),
  );
}
