// @ts-check
/** Question by question: what was asked, what was answered, its own score, a strong answer. */

import { h } from "../dom.js";
import { scoreLine } from "../parts/gauge.js";
import { ownWords } from "../parts/own_words.js";
import { playFrom } from "./recording.js";
import { timeline } from "./timeline.js";

/** @import {Assessment, Interaction, QuestionOutcome, Session} from "../types.js" */

/** @typedef {(number: number) => import("../dom.js").Children} Again */

/**
 * Return the cards; an assessment made before it went question by question has none of their scores.
 *
 * @param {Assessment} assessment
 * @param {Session} session
 * @param {Again} again what offers to answer a question once more
 */
export function questionCards(assessment, session, again) {
  const results = assessment.questions?.length ? assessment.questions : session.questions.map(unscored);
  if (!results.length) return null;
  const byRules = assessment.assessment_method !== "judge";
  return h(
    "section",
    { class: "questions", "aria-labelledby": "questions" },
    h("h2", { id: "questions" }, "Question by question"),
    results.map((result) => card(result, answersTo(result, session), session, byRules, again)),
  );
}

/** @param {{number: number, text: string}} question @returns {QuestionOutcome} */
function unscored({ number, text }) {
  return { number, question: text, competency: "", answered: true, score: null, interaction_ids: [], named: [], left_open: [], outline: "" };
}

/**
 * @param {QuestionOutcome} result
 * @param {Session} session
 */
function answersTo({ number, interaction_ids: ids }, session) {
  const mine = session.interactions.filter((turn) => turn.role === "user");
  return ids.length ? mine.filter((turn) => ids.includes(turn.id)) : mine.filter((turn) => turn.question_number === number);
}

/**
 * @param {QuestionOutcome} result
 * @param {Interaction[]} answers
 * @param {Session} session
 * @param {boolean} byRules
 * @param {Again} again
 */
function card(result, answers, session, byRules, again) {
  const { number, competency, answered, score, outline } = result;
  const longest = Math.max(1, ...answers.map((turn) => turn.duration_seconds ?? 0));
  return h(
    "details",
    { class: "question printed" },
    scoreLine(`Question ${number}${competency ? ` (${competency})` : ""}`, score, `Question ${number}`, answered ? "not scored" : "not answered"),
    h(
      "div",
      { class: "grounds" },
      h("p", { class: "asked" }, result.question),
      answers.map((turn) => answer(turn, session, longest)),
      points(byRules ? "Key points you named" : "Key points in it", result.named),
      points("Left open", result.left_open),
      outline ? h("div", {}, h("h3", {}, "A strong answer"), h("p", { class: "told" }, outline)) : null,
      answered ? again(number) : null,
    ),
  );
}

/**
 * @param {Interaction} turn
 * @param {Session} session
 * @param {number} longest seconds that fill the whole width
 */
function answer(turn, session, longest) {
  return h(
    "div",
    { class: "answer" },
    h("blockquote", {}, ownWords(turn), " ", playFrom(session, turn.offset_seconds, turn.duration_seconds)),
    turn.duration_seconds ? timeline(turn, longest) : null,
  );
}

/**
 * @param {string} title
 * @param {string[]} items
 */
function points(title, items) {
  if (!items.length) return null;
  return h("div", {}, h("h3", {}, title), h("ul", {}, items.map((item) => h("li", {}, item))));
}
