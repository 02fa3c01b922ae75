// @ts-check
/** The report on one screen: what it comes to, the best and the weakest moment, what to do next. */

import { h } from "../dom.js";
import { number, sentence } from "../words.js";
import { dial } from "./overall.js";
import { quotes } from "./quotes.js";

/** @import {Assessment, Evidence, Session} from "../types.js" */

/**
 * Return it.
 *
 * @param {Assessment} assessment
 * @param {Session} session
 */
export function atAGlance(assessment, session) {
  const { strengths } = assessment.strengths;
  const { weaknesses } = assessment.weaknesses;
  const sentences = [score(assessment), plain(strengths[0]), plain(weaknesses[0])].filter(Boolean);
  const best = moment(strengths, assessment);
  const weakest = moment(weaknesses, assessment, best);
  const next = assessment.next_interview?.focus[0]?.practise ?? assessment.next_steps[0];
  return h(
    "section",
    { class: "card at-a-glance", "aria-labelledby": "glance" },
    h("h2", { id: "glance" }, "At a glance"),
    h(
      "div",
      { class: "overall" },
      assessment.overall_score === null ? null : dial(assessment.overall_score, assessment.band ?? 0),
      h("p", { class: "summary" }, sentences.join(" ")),
    ),
    best || weakest
      ? h("div", { class: "two" }, shown("Your best moment", best, session), shown("The moment to work on", weakest, session))
      : null,
    next ? h("p", { class: "next" }, h("strong", {}, "One thing to do next: "), next) : null,
    assessment.notes.map((note) => h("p", { class: "hint" }, note)),
  );
}

/** @param {Assessment} assessment */
function score({ overall_score: score, band, answered_question_count: count, summary_word: word, provisional }) {
  const answered = `${count} ${count === 1 ? "question" : "questions"} answered`;
  if (score === null) return `${sentence(word ?? "not assessed")}: ${answered}, which is too little for a number.`;
  const range = band === null ? "" : `, most likely between ${number(Math.max(0, score - band))} and ${number(Math.min(100, score + band))}`;
  return `${answered}, ${number(score)} of 100${range}${provisional ? "; provisional, from few answers" : ""}.`;
}

/** @param {string | undefined} text a point of the feedback, which may end on a quote */
function plain(text) {
  return text?.split(" You said: ")[0] ?? "";
}

/**
 * Return the first thing said that one of some points rests on, null when none does.
 *
 * @param {string[]} points
 * @param {Assessment} assessment
 * @param {Evidence | null} [other] what is shown already
 * @returns {Evidence | null}
 */
function moment(points, assessment, other = null) {
  const found = points.flatMap((point) => assessment.feedback_evidence[point] ?? []);
  return found.find(({ quote, interaction_id: id }) => id !== null && quote !== other?.quote) ?? null;
}

/**
 * @param {string} title
 * @param {Evidence | null} evidence
 * @param {Session} session
 */
function shown(title, evidence, session) {
  if (!evidence) return null;
  return h("div", {}, h("h3", {}, title), quotes([evidence], session, MOMENT_SECONDS));
}

/** How much of it is played. */
const MOMENT_SECONDS = 10;
