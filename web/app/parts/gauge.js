// @ts-check
/** A bar that shows a number between 0 and a whole. */

import { h } from "../dom.js";

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
