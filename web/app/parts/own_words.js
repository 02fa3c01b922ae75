// @ts-check
/** What somebody said, as it was recognised: words that may be misheard are dotted. */

import { h } from "../dom.js";

/** @import {Interaction} from "../types.js" */

const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

/**
 * Whether an answer was heard by the recogniser, which may have got a word wrong.
 *
 * @param {Interaction} turn
 */
export function wasHeard(turn) {
  return turn.role === "user" && turn.duration_seconds !== null && turn.content !== "";
}

/**
 * Return the words of a turn; what the candidate has put right is in doubt no more.
 *
 * @param {Interaction} turn
 * @returns {(string | HTMLElement)[]}
 */
export function ownWords(turn) {
  const doubted = new Set((turn.tool_results ?? []).flatMap((told) => told.doubted ?? []));
  if (!doubted.size || turn.heard) return [turn.content];
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let from = 0;
  for (const { 0: word, index } of turn.content.matchAll(WORD)) {
    if (!doubted.has(word.toLowerCase())) continue;
    parts.push(turn.content.slice(from, index), h("span", { class: "doubted", title: "Perhaps misheard" }, word));
    from = index + word.length;
  }
  return [...parts, turn.content.slice(from)];
}

/**
 * Return what the recogniser wrote where the candidate has put it right, null elsewhere.
 *
 * @param {Interaction} turn
 */
export function whatWasHeard(turn) {
  if (!turn.heard) return null;
  return h("p", { class: "hint" }, "You put this right. Heard was: ", h("q", {}, turn.heard));
}
