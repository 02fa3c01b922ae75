// @ts-check
/** What to do with the result. */

import { h } from "../dom.js";
import { fold } from "./fold.js";
import { quotes } from "./quotes.js";

/** @import {Assessment, Session} from "../types.js" */

/**
 * @param {Assessment} assessment
 * @param {Session} session
 */
export function feedback(assessment, session) {
  const { strengths } = assessment.strengths;
  const { weaknesses } = assessment.weaknesses;
  /** @type {Set<string>} */
  const shown = new Set();
  const point = (/** @type {string} */ text) => {
    // one sentence may show several things; it is to be read once
    const evidence = (assessment.feedback_evidence[text] ?? []).filter(({ quote }) => !shown.has(quote));
    for (const { quote } of evidence) shown.add(quote);
    // the words it ends on stand below, each with the way to its place
    const said = assessment.feedback_evidence[text]?.length ? text.replace(/ You said: ".*"$/s, "") : text;
    return h("li", {}, said, quotes(evidence, session));
  };
  return fold(
    "feedback",
    "Feedback",
    h(
      "div",
      { class: "two" },
      points("What went well", strengths.map(point)),
      points("What to work on", weaknesses.map(point)),
      points("Next steps", assessment.next_steps.map(point)),
      points("Topics to look at", assessment.recommended_topics.map(point)),
    ),
    strengths.length && !weaknesses.length ? h("p", { class: "hint" }, "No score is low enough to be called a weakness.") : null,
    h(
      "details",
      { class: "printed", open: !strengths.length && !weaknesses.length },
      h("summary", {}, "The same as a text"),
      assessment.detailed_feedback.split(/\n\s*\n/).map((paragraph) => (paragraph.trim() ? h("p", {}, paragraph) : null)),
    ),
  );
}

/**
 * @param {string} title
 * @param {HTMLElement[]} items
 */
function points(title, items) {
  if (!items.length) return null;
  return h("div", { class: "card points" }, h("h3", {}, title), h("ul", {}, items));
}
