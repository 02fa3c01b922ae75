// @ts-check
/** The whole conversation, with what was measured of each answer. */

import { h } from "../dom.js";
import { clock, number, sentence } from "../words.js";
import { ownWords, wasHeard, whatWasHeard } from "../parts/own_words.js";
import { fold } from "./fold.js";
import { playFrom } from "./recording.js";

/** @import {Interaction, Session} from "../types.js" */

/** @typedef {(turn: Interaction) => Promise<Interaction>} Fix Returns an answer as it stands once it was put right. */

/**
 * @param {Session} session
 * @param {string} [candidate] what the candidate is called
 * @param {Fix | null} [fix] what puts a misheard answer right, for who may
 */
export function conversation(session, candidate = "You", fix = null) {
  const turns = session.interactions;
  return fold(
    "conversation",
    "Conversation",
    turns.length ? null : h("p", { class: "hint" }, "Nothing was said."),
    h("ol", { class: "turns" }, turns.map((turn) => line(turn, session, candidate, fix))),
  );
}

/**
 * @param {Interaction} turn
 * @param {Session} session
 * @param {string} candidate
 * @param {Fix | null} fix
 * @returns {HTMLLIElement}
 */
function line(turn, session, candidate, fix) {
  const mine = turn.role === "user";
  const made = h(
    "li",
    { class: `line ${mine ? "candidate" : "interviewer"}`, id: `turn-${turn.id}`, tabindex: -1 },
    playFrom(session, turn.offset_seconds),
    h(
      "span",
      { class: "who" },
      mine ? candidate : "Interviewer",
      turn.offset_seconds === null ? null : h("span", { class: "hint" }, ` ${clock(turn.offset_seconds)}`),
    ),
    h("p", { class: "words" }, ownWords(turn)),
    whatWasHeard(turn),
    mine ? measured(turn) : null,
    fix && wasHeard(turn) ? h("button", { class: "plain fix", type: "button", onclick: putRight }, "Fix a word") : null,
  );
  return made;

  async function putRight() {
    const now = fix && line(await fix(turn), session, candidate, fix);
    if (!now) return;
    made.replaceWith(now);
    now.focus();
  }
}

/** @param {Interaction} turn */
function measured(turn) {
  const long = turn.pauses?.filter((pause) => pause.end_seconds - pause.start_seconds >= 1 && !pause.exempt);
  const fillers = Object.entries(turn.filler_words ?? {});
  const facts = [
    turn.duration_seconds === null ? "" : `${number(turn.duration_seconds)} s`,
    turn.words_per_minute === null ? "" : `${number(turn.words_per_minute)} words a minute`,
    long?.length ? `${long.length} long ${long.length === 1 ? "pause" : "pauses"}` : "",
    fillers.length ? `fillers: ${fillers.map(([word, count]) => `${word} × ${count}`).join(", ")}` : "",
  ].filter(Boolean);
  const missing = Object.entries(turn.not_measured);
  return h(
    "div",
    { class: "hint measured" },
    facts.length ? h("p", {}, facts.join(" · ")) : null,
    missing.length
      ? h(
          "details",
          {},
          h("summary", {}, "What was not measured"),
          h("ul", {}, missing.map(([name, reason]) => h("li", {}, `${sentence(name)}: ${reason}`))),
        )
      : null,
  );
}
