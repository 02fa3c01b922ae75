// @ts-check
/** What the interview showed of each thing that the job posting asks for. */

import { h } from "../dom.js";
import { fold } from "./fold.js";
import { showTurn } from "./quotes.js";

/** @import {RequirementResult} from "../types.js" */

const KINDS = { must: "needed", nice: "nice to have", task: "task", seniority: "level" };

/** @param {RequirementResult[]} results */
export function requirements(results) {
  if (!results.length) return null;
  return fold(
    "requirements",
    "What the job asks for",
    h("ul", { class: "requirements" }, results.map(one)),
  );
}

/** @param {RequirementResult} result */
function one(result) {
  const said = result.evidence[0];
  const place = said?.interaction_id;
  return h(
    "li",
    {},
    h("strong", {}, result.text),
    h("span", { class: "hint" }, ` ${KINDS[result.kind]}, ${result.asked ? `question ${result.question_number}` : "not asked"}`),
    said ? h("blockquote", {}, `“${said.quote}”`) : null,
    said && place != null
      ? h("button", { class: "plain", onclick: () => showTurn(place, said.quote) }, "See it in the conversation")
      : null,
    result.gap ? h("p", { class: "hint" }, result.gap) : null,
  );
}
