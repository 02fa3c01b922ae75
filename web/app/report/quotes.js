// @ts-check
/** What the candidate said, as evidence; each quote leads to its place in the conversation. */

import { h } from "../dom.js";
import { clock } from "../words.js";
import { unfold } from "./fold.js";
import { playFrom } from "./recording.js";

/** @import {Evidence, Session} from "../types.js" */

/**
 * @param {Evidence[]} evidence
 * @param {Session} session
 * @param {number | null} [seconds] how much is played from there, all of it unless given
 */
export function quotes(evidence, session, seconds = null) {
  if (!evidence.length) return null;
  const known = new Set(session.interactions.map((turn) => turn.id));
  return h(
    "ul",
    { class: "quotes" },
    evidence.map((item) => {
      const id = item.interaction_id;
      const place = [
        item.question_number ? `question ${item.question_number}` : "",
        item.offset_seconds === null ? "" : clock(item.offset_seconds),
      ]
        .filter(Boolean)
        .join(", ");
      const words = [h("q", {}, item.quote), place ? h("span", { class: "hint" }, ` ${place}`) : null];
      return h(
        "li",
        { class: item.supports ? "for" : "against" },
        id !== null && known.has(id)
          ? h("button", { class: "quote", onclick: () => showTurn(id, item.quote) }, words)
          : h("span", {}, words),
        playFrom(session, item.offset_seconds, seconds),
      );
    }),
  );
}

/**
 * Bring a turn of the conversation into view and mark the words in it.
 *
 * @param {number} id
 * @param {string} quote
 */
export function showTurn(id, quote) {
  const turn = document.getElementById(`turn-${id}`);
  const words = turn?.querySelector(".words");
  if (!turn || !words) return;
  unfold(turn);
  markIn(words, quote);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  turn.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  turn.focus({ preventScroll: true });
}

/**
 * Mark a quote in some words, in place of the one that was marked before; what else is marked in
 * them stays.
 *
 * @param {Element} words
 * @param {string} quote
 */
function markIn(words, quote) {
  for (const old of words.querySelectorAll("mark")) old.replaceWith(...old.childNodes);
  words.normalize();
  const at = (words.textContent ?? "").toLowerCase().indexOf(quote.toLowerCase());
  if (at < 0 || !quote) return;
  const range = document.createRange();
  range.setStart(...placeOf(words, at));
  range.setEnd(...placeOf(words, at + quote.length));
  const mark = h("mark", {}, range.extractContents());
  range.insertNode(mark);
}

/**
 * Return the text node, and the place in it, of a character of some words.
 *
 * @param {Element} words
 * @param {number} at
 * @returns {[Node, number]}
 */
function placeOf(words, at) {
  const walk = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let left = at;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const { length } = node.textContent ?? "";
    if (left <= length) return [node, left];
    left -= length;
  }
  return [words, words.childNodes.length];
}
