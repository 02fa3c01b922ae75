// @ts-check
/** What to practise next, from what recurs; one button sets it up in the lobby. */

import { h } from "../dom.js";

/** @import {NextInterview} from "../types.js" */

/**
 * @param {NextInterview | null} plan
 * @param {number} sessionId the interview it follows
 */
export function nextInterview(plan, sessionId) {
  return h(
    "section",
    { "aria-labelledby": "next" },
    h("h2", { id: "next" }, "The next interview"),
    plan ? [basis(plan), focus(plan), topics(plan)] : null,
    h(
      "p",
      { class: "actions" },
      h(
        "a",
        { class: "button primary", href: `#/new/${sessionId}` },
        plan ? "Plan one on what to work on" : "Plan another one like it",
      ),
      h("a", { class: "button", href: "#/progress" }, "See your progress"),
    ),
  );
}

/** @param {NextInterview} plan */
function basis({ based_on_sessions: count, focus: found }) {
  if (!found.length) return h("p", {}, "Nothing stands out as weak. Take a harder level, or another type.");
  const rests = count === 1 ? "this interview" : `your last ${count} interviews of this type`;
  return h("p", { class: "hint" }, `From ${rests}, the most important first.`);
}

/** @param {NextInterview} plan */
function focus({ focus: found }) {
  if (!found.length) return null;
  return h(
    "ol",
    { class: "focus" },
    found.map(({ title, why, practise }) =>
      h("li", { class: "card" }, h("h3", {}, title), h("p", {}, practise), h("p", { class: "hint" }, why)),
    ),
  );
}

/** @param {NextInterview} plan */
function topics({ topics: named }) {
  return named.length ? h("p", {}, h("strong", {}, "Topics to come back to: "), named.join(", ")) : null;
}
