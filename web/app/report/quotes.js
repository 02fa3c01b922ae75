// @ts-check
/** What the candidate said, as evidence; each quote leads to its place in the conversation. */

import { h } from "../dom.js";
import { clock } from "../words.js";
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
  const around = turn.closest("details");
  if (around) around.open = true;
  const text = words.textContent ?? "";
  const at = text.toLowerCase().indexOf(quote.toLowerCase());
  if (at >= 0) {
    words.replaceChildren(text.slice(0, at), h("mark", {}, text.slice(at, at + quote.length)), text.slice(at + quote.length));
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  turn.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  turn.focus({ preventScroll: true });
}
