// @ts-check
/** The dimensions by group; each opens to its rule, its figures, its quotes and what lifts it. */

import { h } from "../dom.js";
import { GROUPS, METHODS, capital, number, sentence } from "../words.js";
import { scoreLine } from "../parts/gauge.js";
import { fold } from "./fold.js";
import { basis } from "./overall.js";
import { quotes } from "./quotes.js";

/** @import {Assessment, Dimension, Session} from "../types.js" */

/**
 * @param {Assessment} assessment
 * @param {Session} session
 */
export function dimensions(assessment, session) {
  // what weighs nothing has a panel of its own
  const shown = assessment.dimensions.filter((dimension) => dimension.weight > 0);
  const groups = [...new Set(shown.map((dimension) => dimension.group))];
  return fold(
    "dimensions",
    "What the score is made of",
    basis(assessment),
    groups.map((group) => {
      const members = shown.filter((dimension) => dimension.group === group);
      return h(
        "div",
        { class: "group" },
        h(
          "h3",
          {},
          GROUPS[group] ?? sentence(group),
          h("span", { class: "figure" }, number(assessment.group_scores[group])),
        ),
        members.map((dimension) => card(dimension, session)),
      );
    }),
  );
}

/**
 * @param {Dimension} dimension
 * @param {Session} session
 */
function card(dimension, session) {
  const { score, level } = dimension;
  return h(
    "details",
    { class: "dimension", "data-name": dimension.name },
    scoreLine(dimension.title, score, "Score", "not assessed"),
    h(
      "div",
      { class: "grounds" },
      score === null ? h("p", {}, h("strong", {}, "Why there is no number: "), capital(dimension.null_reason ?? "")) : null,
      level === null ? null : h("p", {}, h("strong", {}, `Level ${level} of 4: `), dimension.level_description),
      quotes(dimension.evidence, session),
      nextLevel(dimension),
      dimension.rule ? h("p", {}, h("strong", {}, "How it is scored: "), dimension.rule) : null,
      figures(dimension.measures),
      h(
        "p",
        { class: "hint" },
        [
          `Assessed ${METHODS[dimension.method] ?? dimension.method}`,
          // rules see that a point is named and cannot certify that what is said of it is right
          dimension.name === "technical_accuracy" && dimension.method === "basic" ? "key points named" : null,
          `weight ${dimension.weight}`,
          dimension.agreement,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
  );
}

/** @param {Dimension} dimension */
function nextLevel({ level, next_level: what, next_level_description: anchor }) {
  if (!what && !anchor) return null;
  const name = anchor && level !== null ? `What level ${level + 1} needs: ` : "What lifts it: ";
  return h("p", { class: "next" }, h("strong", {}, name), anchor ? `${capital(anchor)}. ` : "", what);
}

/**
 * Return the figures behind a score: those of the whole interview, then question beside question.
 *
 * @param {Dimension["measures"]} measures
 */
function figures(measures) {
  const rows = Object.entries(measures);
  if (!rows.length) return null;
  /** @type {Map<string, Map<string, number | string | null>>} */
  const byQuestion = new Map();
  const whole = rows.filter(([name, value]) => {
    const [, question, measure] = /^q(\d+)(?:\.(.+))?$/.exec(name) ?? [];
    if (question === undefined) return true;
    const line = measure ?? "score";
    byQuestion.set(line, (byQuestion.get(line) ?? new Map()).set(question, value));
    return false;
  });
  const questions = [...new Set([...byQuestion.values()].flatMap((line) => [...line.keys()]))];
  return h(
    "details",
    { class: "printed" },
    h("summary", {}, "Figures"),
    h(
      "div",
      { class: "scroll", role: "region", tabindex: 0, "aria-label": "Figures" },
      h(
        "table",
        { class: "figures" },
        questions.length
          ? h("thead", {}, h("tr", {}, h("td", {}), questions.map((question) => h("th", { scope: "col" }, `Question ${question}`))))
          : null,
        h(
          "tbody",
          {},
          [...byQuestion].map(([name, line]) =>
            h("tr", {}, h("th", { scope: "row" }, sentence(name)), questions.map((question) => h("td", {}, figure(line.get(question))))),
          ),
          whole.map(([name, value]) =>
            h("tr", {}, h("th", { scope: "row" }, sentence(name)), h("td", { colspan: Math.max(1, questions.length) }, figure(value))),
          ),
        ),
      ),
    ),
  );
}

/** @param {number | string | null | undefined} value */
function figure(value) {
  if (typeof value === "string" && value) return sentence(value).toLowerCase();
  if (typeof value !== "number") return "–";
  return String(Number(value.toFixed(2)));
}
