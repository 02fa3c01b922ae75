// @ts-check
/** The stories told so far, each as it was told best: what one brings along to the real interview. */

import { h } from "../dom.js";
import { capital, number } from "../words.js";

/**
 * @typedef {object} Story
 * @property {number} session_id
 * @property {number} question_number
 * @property {string} question
 * @property {string} competency
 * @property {number} score of its answer alone
 * @property {string} text
 * @property {import("../types.js").Evidence[]} quotes
 * @property {number} told how often
 */

/**
 * Return the bank, nothing before the first story.
 *
 * @param {Story[]} stories the best first
 */
export function storyBank(stories) {
  if (!stories.length) return null;
  return h(
    "section",
    { class: "card", "aria-labelledby": "stories" },
    h("h2", { id: "stories" }, "Your stories"),
    h("p", { class: "hint" }, "Each event you told of, in its best version so far. Say a question again, and a better one takes its place."),
    stories.map(one),
  );
}

/** @param {Story} story */
function one({ session_id: id, question, competency, score, text, quotes, told }) {
  return h(
    "details",
    { class: "story" },
    h(
      "summary",
      {},
      h("span", { class: "name" }, `${competency ? `${capital(competency)}: ` : ""}${beginning(text)}`),
      h("span", { class: "figure" }, number(score)),
    ),
    h("p", { class: "hint" }, `Answers: ${question}`),
    h("p", { class: "told" }, text),
    quotes.length ? h("h3", {}, "What carries it") : null,
    h("ul", { class: "quotes" }, quotes.map(({ quote }) => h("li", { class: "for" }, h("span", {}, h("q", {}, quote))))),
    h("p", { class: "hint" }, told > 1 ? `The best of ${told} times. ` : "Told once. ", h("a", { href: `#/report/${id}` }, "See the interview")),
  );
}

/** @param {string} text */
function beginning(text) {
  const words = text.split(/\s+/);
  return words.length > 8 ? `${words.slice(0, 8).join(" ")} …` : text;
}
