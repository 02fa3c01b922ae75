// @ts-check
/** What a report is made of, whoever it is shown to. */

import { h } from "../dom.js";
import { INTERVIEW_TYPES } from "../interview_types.js";
import { STATUSES, nameOf, when } from "../words.js";
import { atAGlance } from "./at_a_glance.js";
import { dimensions } from "./dimensions.js";
import { feedback } from "./feedback.js";
import { nonVerbal } from "./non_verbal.js";
import { questionCards } from "./questions.js";
import { requirements } from "./requirements.js";
import { rewrittenAnswer } from "./rewritten.js";

/** @import {Assessment, Session} from "../types.js" */

/**
 * Return what interview it is.
 *
 * @param {Session} session
 * @param {...import("../dom.js").Children} more
 */
export function reportHead(session, ...more) {
  return h(
    "header",
    { class: "report-head" },
    h("h1", {}, session.title),
    h(
      "p",
      { class: "hint" },
      [
        nameOf(INTERVIEW_TYPES, session.interview_type),
        session.mode === "voice" ? "spoken" : "written",
        STATUSES[session.status],
        when(session.started_at ?? session.created_at),
      ].join(" · "),
    ),
    ...more,
  );
}

/**
 * Return the parts of an assessment, in order.
 *
 * @param {Assessment} assessment
 * @param {Session} session
 * @param {import("./questions.js").Again} [again] what offers to answer a question once more
 */
export function assessed(assessment, session, again = () => null) {
  return [
    atAGlance(assessment, session),
    questionCards(assessment, session, again),
    feedback(assessment, session),
    requirements(assessment.requirements ?? []),
    rewrittenAnswer(assessment.rewritten_answer),
    dimensions(assessment, session),
    nonVerbal(assessment.non_verbal_panel),
  ];
}
