// @ts-check
/** Answering a question again: the two answers and their scores side by side. */

import { fill, h } from "../dom.js";
import { form, field, textOf } from "../parts/fields.js";
import { RequestKey } from "../request_key.js";
import { number, signed } from "../words.js";

/** @import {Interaction, Session} from "../types.js" */

/**
 * @typedef {object} Retried
 * @property {string} question
 * @property {{answers: Interaction[], scores: Record<string, number | null>}} before
 * @property {{answers: Interaction[], scores: Record<string, number | null>}} after
 * @property {{dimension: string, title: string, before: number | null, after: number | null, change: number | null}[]} changes
 */

/**
 * Return what offers to answer a question once more; the result of the interview stays as it is.
 *
 * @param {import("../router.js").Scene} scene
 * @param {Session} session with what was tried before
 * @param {number} number the question's
 */
export function answerAgain(scene, session, number) {
  const earlier = session.interactions.filter((turn) => turn.retry_of !== null && turn.question_number === number);
  const outcome = h("div", { "aria-live": "polite" });
  const key = new RequestKey();

  /** @param {FormData} values */
  async function send(values) {
    const path = `/ai-interview/sessions/${session.id}/questions/${number}/retry`;
    const body = { message: textOf(values, `retry-${number}`) };
    /** @type {Retried} */
    const retried = await scene.api.post(path, body, { headers: key.headers(body) });
    key.renew();
    fill(outcome, beside(retried));
  }

  return h(
    "details",
    { class: "again" },
    h("summary", {}, "Answer it again in writing"),
    h("p", { class: "hint" }, "The result above stays as it is."),
    earlier.length
      ? h("details", {}, h("summary", {}, `What you tried before (${earlier.length})`), earlier.map((turn) => h("p", {}, turn.content)))
      : null,
    form(
      "Compare",
      send,
      field(`retry-${number}`, "Your new answer", { rows: 5, required: true, maxlength: 20000 }),
    ),
    outcome,
  );
}

/** @param {Retried} retried */
function beside({ before, after, changes }) {
  const known = changes.filter((row) => row.before !== null || row.after !== null);
  return h(
    "div",
    { class: "scroll", role: "region", tabindex: 0, "aria-label": "Before and after" },
    h(
      "table",
      { class: "compare" },
      h("caption", {}, "Before and after"),
      h(
        "thead",
        {},
        h("tr", {}, h("td", {}), ["Before", "Now", "Change"].map((name) => h("th", { scope: "col" }, name))),
      ),
      h(
        "tbody",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "row" }, "Answer"),
          h("td", {}, before.answers.map((turn) => h("p", {}, turn.content))),
          h("td", {}, after.answers.map((turn) => h("p", {}, turn.content))),
          h("td", {}),
        ),
        known.map((row) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, row.title),
            [number(row.before), number(row.after), signed(row.change)].map((text) => h("td", { class: "figure" }, text)),
          ),
        ),
      ),
    ),
  );
}
