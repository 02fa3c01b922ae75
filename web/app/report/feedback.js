// @ts-check
/** What to do with the result. */

import { h } from "../dom.js";

/** @import {Assessment} from "../types.js" */

/** @param {Assessment} assessment */
export function feedback(assessment) {
  return h(
    "section",
    { "aria-labelledby": "feedback" },
    h("h2", { id: "feedback" }, "Feedback"),
    assessment.detailed_feedback.split(/\n\s*\n/).map((paragraph) => (paragraph.trim() ? h("p", {}, paragraph) : null)),
    h(
      "div",
      { class: "two" },
      points("What went well", assessment.strengths.strengths),
      points("What to work on", assessment.weaknesses.weaknesses),
      points("Next steps", assessment.next_steps),
      points("Topics to look at", assessment.recommended_topics),
    ),
  );
}

/**
 * @param {string} title
 * @param {string[]} items
 */
function points(title, items) {
  if (!items.length) return null;
  return h("div", { class: "card points" }, h("h3", {}, title), h("ul", {}, items.map((item) => h("li", {}, item))));
}
