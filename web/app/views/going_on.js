// @ts-check
/** Interviews that are not over: what is left of them, and the way back in. */

import { h } from "../dom.js";
import { isMissing } from "../api.js";
import { ask } from "../parts/question.js";
import { minutes, time } from "../words.js";

/** @import {Session, SessionItem} from "../types.js" */

const MOST = 20;

/**
 * Return the interviews that have begun and are not over, the newest first.
 *
 * @param {import("../api.js").Api} api
 * @param {AbortSignal} signal
 * @returns {Promise<SessionItem[]>}
 */
export async function unfinished(api, signal) {
  const path = `/ai-interview/sessions?limit=${MOST}&status=`;
  // one after the other: what is paused meanwhile is in the second list if it is not in the first
  /** @type {SessionItem[]} */
  const active = await api.get(`${path}active`, signal);
  /** @type {SessionItem[]} */
  const paused = await api.get(`${path}paused`, signal);
  const open = new Map([...active, ...paused].map((session) => [session.id, session]));
  const begun = [...open.values()].filter((session) => session.started_at !== null);
  return begun.sort((one, other) => other.id - one.id);
}

/**
 * One at a time: ask which where another one is not over, and return whether a new one may start.
 *
 * @param {import("../router.js").Scene} scene
 */
export async function mayStart(scene) {
  const [other] = await unfinished(scene.api, scene.signal);
  if (!other) return true;
  const chosen = await ask(scene.signal, {
    title: "Which interview?",
    text: [`“${other.title}” is not over. It stays paused if you start a new one.`],
    choices: [
      { value: "other", name: "Go on with that one", look: "primary" },
      { value: "new", name: "Start the new one" },
    ],
  });
  if (chosen === "other") scene.go(`/interview/${other.id}`);
  return chosen === "new";
}

/**
 * Return the card that leads back to the newest of them, null without one.
 *
 * @param {import("../router.js").Scene} scene
 * @param {SessionItem[]} open
 */
export async function continueCard({ api, signal }, open) {
  const newest = open[0];
  if (!newest) return null;
  /** @type {Session} */
  let session;
  try {
    session = await api.get(`/ai-interview/sessions/${newest.id}`, signal);
  } catch (error) {
    // deleted, or over, since it was listed
    if (isMissing(error)) return null;
    throw error;
  }
  if (session.seconds_left === null) return null;
  const others = open.length - 1;
  return h(
    "section",
    { class: "card continue", "aria-labelledby": "continue" },
    h(
      "div",
      {},
      h("h2", { id: "continue" }, session.title),
      h("p", { class: "hint" }, whereItStands(session)),
      others ? h("p", { class: "hint" }, h("a", { href: "#/sessions" }, `${others} more ${others === 1 ? "is" : "are"} not over`)) : null,
    ),
    h("a", { class: "button primary", href: `#/interview/${session.id}` }, "Continue"),
  );
}

/**
 * Return in one line what is left of an interview: "Question 2 of 3, 8 minutes left, until 14:32".
 *
 * @param {Session} session
 */
export function whereItStands(session) {
  const number = session.interactions.at(-1)?.question_number ?? 0;
  const begun = number ? `Question ${number} of ${session.planned_question_count}` : "Not begun yet";
  const left = `${minutes(session.seconds_left)} left`;
  const until = session.return_until ? `you can go on until ${time(session.return_until)}` : "";
  return [begun, left, until].filter(Boolean).join(", ");
}
