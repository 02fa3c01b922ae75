// @ts-check
/** A part of the report that is there for who wants it: its heading opens it. */

import { h } from "../dom.js";

/**
 * @param {string} id of its heading
 * @param {string} title
 * @param {...import("../dom.js").Children} children
 */
export function fold(id, title, ...children) {
  return h(
    "section",
    { class: "folded", "aria-labelledby": id },
    h("details", { class: "printed" }, h("summary", {}, h("h2", { id }, title)), ...children),
  );
}

/**
 * Open everything that something is folded into.
 *
 * @param {Element} inside
 */
export function unfold(inside) {
  for (let around = inside.closest("details"); around; around = around.parentElement?.closest("details") ?? null) {
    around.open = true;
  }
}
