// @ts-check
/** The periods of work that a resume names: those a person leaves ticked make the years. */

import { h } from "../dom.js";

/**
 * @typedef {object} WorkPeriod
 * @property {string} line as the resume names it
 * @property {string} start the first month, as `2019-04`
 * @property {string | null} end the last month, null while it goes on
 */

/**
 * Return how many years lie in any of the periods, by half years; what overlaps counts once.
 *
 * @param {WorkPeriod[]} periods
 * @param {Date} today
 */
export function yearsCovered(periods, today) {
  const now = today.getFullYear() * 12 + today.getMonth();
  const months = new Set();
  for (const period of periods) {
    const end = period.end === null ? now : Math.min(number(period.end), now);
    for (let month = number(period.start); month <= end; month += 1) months.add(month);
  }
  return Math.round(months.size / 6) / 2;
}

/**
 * Return the list of periods to tick; each change gives `onYears` the years of those that are.
 *
 * @param {WorkPeriod[]} periods
 * @param {(years: number) => void} onYears
 */
export function workPeriods(periods, onYears) {
  const boxes = periods.map((period) => h("input", { type: "checkbox", checked: true, onchange: count, value: period.line }));
  return h(
    "fieldset",
    { class: "periods" },
    h("legend", {}, "Counted as years of work, what overlaps once"),
    periods.map((period, place) => h("label", { class: "choice" }, boxes[place], period.line)),
  );

  function count() {
    const ticked = periods.filter((_, place) => boxes[place]?.checked);
    onYears(yearsCovered(ticked, new Date()));
  }
}

/** @param {string} month */
function number(month) {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}
