// @ts-check
/** One answer told better, beside what was said: the candidate's own facts, nothing invented. */

import { h } from "../dom.js";
import { METHODS } from "../words.js";
import { fold } from "./fold.js";
import { showTurn } from "./quotes.js";

/** @import {RewrittenAnswer} from "../types.js" */

/** @param {RewrittenAnswer | null} rewritten */
export function rewrittenAnswer(rewritten) {
  if (!rewritten) return null;
  const place = rewritten.interaction_ids[0];
  return fold(
    "rewritten",
    "One answer, told better",
    h("p", { class: "hint" }, `Question ${rewritten.question_number}: ${rewritten.question}`),
    h(
      "div",
      { class: "two beside" },
      h(
        "div",
        { class: "card" },
        h("h3", {}, "What you said"),
        h("p", { class: "told" }, rewritten.original),
        place === undefined
          ? null
          : h("button", { class: "plain", onclick: () => showTurn(place, "") }, "See it in the conversation"),
      ),
      h(
        "div",
        { class: "card better" },
        h("h3", {}, "The same facts, in order"),
        h("p", { class: "told" }, withPlaceholders(rewritten)),
        rewritten.placeholders.length
          ? h("p", { class: "hint" }, "What stands in brackets you did not say: only you can fill it in.")
          : null,
      ),
    ),
    rewritten.changes.length
      ? h("ul", { class: "hint" }, rewritten.changes.map((change) => h("li", {}, change)))
      : null,
    h(
      "p",
      { class: "hint" },
      rewritten.method === "model"
        ? "Worded by a model; every number and name in it was found in your answer."
        : `Made ${METHODS["basic"]} from your own sentences.`,
    ),
  );
}

/** @param {RewrittenAnswer} rewritten */
function withPlaceholders({ text, placeholders }) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let rest = text;
  for (const placeholder of placeholders) {
    const at = rest.indexOf(placeholder);
    if (at < 0) continue;
    parts.push(rest.slice(0, at), h("mark", {}, placeholder));
    rest = rest.slice(at + placeholder.length);
  }
  return [...parts, rest];
}
