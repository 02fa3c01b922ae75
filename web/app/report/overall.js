// @ts-check
/** The overall score as a dial with its band, and what it rests on. */

import { h, svg } from "../dom.js";
import { GROUPS, METHODS, number } from "../words.js";

/** @import {Assessment} from "../types.js" */

/**
 * Return how much an assessment rests on, and how it was made.
 *
 * @param {Assessment} assessment
 */
export function basis({ coverage, answered_question_count: count, assessment_method: method, group_scores: groups }) {
  return [
    h(
      "p",
      { class: "hint" },
      `Based on ${number(coverage)} % of the rubric and ${count} answered ${count === 1 ? "question" : "questions"}; ` +
        `assessed ${METHODS[method] ?? method}.`,
    ),
    h(
      "dl",
      { class: "groups" },
      Object.entries(groups).map(([name, value]) => h("div", {}, h("dt", {}, GROUPS[name] ?? name), h("dd", {}, number(value)))),
    ),
  ];
}

/**
 * Return the dial of a score, its band shaded.
 *
 * @param {number} score
 * @param {number} band
 */
export function dial(score, band) {
  const circle = (/** @type {Record<string, string | number>} */ more) =>
    svg("circle", { cx: 60, cy: 60, r: 50, fill: "none", "stroke-width": 12, pathLength: 100, ...more });
  const low = Math.max(0, score - band);
  const high = Math.min(100, score + band);
  return svg(
    "svg",
    { class: "dial", viewBox: "0 0 120 120", role: "img", "aria-label": `${number(score)} of 100` },
    circle({ class: "track" }),
    circle({ class: "band", "stroke-dasharray": `0 ${low} ${high - low} 200` }),
    circle({ class: "value", "stroke-dasharray": `${score} 200` }),
    svg("text", { x: 60, y: 61, class: "figure" }, number(score)),
  );
}
