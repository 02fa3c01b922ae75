// @ts-check
/** The overall score with its band and coverage, in words where there are too few answers. */

import { h, svg } from "../dom.js";
import { GROUPS, METHODS, number, sentence } from "../words.js";

/** @import {Assessment} from "../types.js" */

/** @param {Assessment} assessment */
export function overall(assessment) {
  const { overall_score: score, band } = assessment;
  const range =
    score !== null && band !== null
      ? `${assessment.provisional ? "Provisional, from few answers: " : ""}between ${number(Math.max(0, score - band))} and ${number(Math.min(100, score + band))}`
      : "";
  return h(
    "div",
    { class: "overall card" },
    score === null ? null : dial(score, band ?? 0),
    h(
      "div",
      {},
      h("h2", {}, score === null ? sentence(assessment.summary_word ?? "not assessed") : `${number(score)} of 100`),
      h("p", { class: "summary" }, score === null ? "In a word, because there is too little for a number" : range),
      h(
        "p",
        { class: "hint" },
        `Based on ${number(assessment.coverage)} % of the rubric and ${assessment.answered_question_count} answered ` +
          `${assessment.answered_question_count === 1 ? "question" : "questions"}; assessed ` +
          `${METHODS[assessment.assessment_method] ?? assessment.assessment_method}.`,
      ),
      h(
        "dl",
        { class: "groups" },
        Object.entries(assessment.group_scores).map(([name, value]) =>
          h("div", {}, h("dt", {}, GROUPS[name] ?? name), h("dd", {}, number(value))),
        ),
      ),
      assessment.notes.map((note) => h("p", { class: "hint" }, note)),
    ),
  );
}

/**
 * @param {number} score
 * @param {number} band
 */
function dial(score, band) {
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
