// @ts-check
/** What to do with the result. */

import { h } from "../dom.js";
import { quotes } from "./quotes.js";

/** @import {Assessment, Session} from "../types.js" */

/**
 * @param {Assessment} assessment
 * @param {Session} session
 */
export function feedback(assessment, session) {
  const point = (/** @type {string} */ text) =>
    h("li", {}, text, quotes(assessment.feedback_evidence[text] ?? [], session));
  return h(
    "section",
    { "aria-labelledby": "feedback" },
    h("h2", { id: "feedback" }, "Feedback"),
    assessment.detailed_feedback.split(/\n\s*\n/).map((paragraph) => (paragraph.trim() ? h("p", {}, paragraph) : null)),
    h(
      "div",
      { class: "two" },
      points("What went well", assessment.strengths.strengths.map(point)),
      points("What to work on", assessment.weaknesses.weaknesses.map(point)),
      points("Next steps", assessment.next_steps.map(point)),
      points("Topics to look at", assessment.recommended_topics.map(point)),
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
