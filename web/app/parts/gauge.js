// @ts-check
/** A bar that shows a number between 0 and a whole. */

import { h } from "../dom.js";
import { number } from "../words.js";

/**
 * Return the bar.
 *
 * @param {string} label what a screen reader calls it
 * @param {number} value
 * @param {number} most
 */
export function gauge(label, value, most) {
  const bar = h("span", { class: "gauge", role: "meter", "aria-label": label, "aria-valuemin": 0, "aria-valuemax": most }, h("span"));
  setGauge(bar, value, most);
  return bar;
}

/**
 * Return the line that a score in 0-100 opens from.
 *
 * @param {string} name
 * @param {number | null} score
 * @param {string} label what a screen reader calls the bar
 * @param {string} none what stands there without a score
 */
export function scoreLine(name, score, label, none) {
  return h(
    "summary",
    {},
    h("span", { class: "name" }, name),
    score === null ? h("span", { class: "bar-none" }, none) : gauge(label, score, 100),
    h("span", { class: "figure" }, number(score)),
  );
}

/**
 * Show another number.
 *
 * @param {HTMLElement} bar
 * @param {number} value
 * @param {number} most
 */
export function setGauge(bar, value, most) {
  bar.setAttribute("aria-valuenow", value.toFixed(most > 1 ? 0 : 2));
  bar.style.setProperty("--share", String(value / most));
}
