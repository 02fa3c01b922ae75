// @ts-check
/** One answer as a line in time: speech, its pauses and its fillers. */

import { h, svg } from "../dom.js";
import { clock, number } from "../words.js";
import { showTurn } from "./quotes.js";

/** @import {Interaction, Pause} from "../types.js" */

export const WIDTH = 600;
export const SHORTEST_PAUSE_SECONDS = 0.5;

/**
 * Return the line, the way to its words, and the same in words.
 *
 * @param {Interaction} turn
 * @param {number} longest seconds that fill the whole width
 */
export function timeline(turn, longest) {
  const seconds = turn.duration_seconds ?? 0;
  const start = turn.offset_seconds ?? 0;
  const scale = WIDTH / longest;
  const pauses = (turn.pauses ?? []).filter(
    (pause) => pause.end_seconds - pause.start_seconds >= SHORTEST_PAUSE_SECONDS,
  );
  const fillers = Object.entries(turn.filler_words ?? {});
  const told = pauses
    .map((pause) => `${(pause.end_seconds - pause.start_seconds).toFixed(1)} s ${within(pause.start_seconds - start)}`)
    .join(", ");
  return [
    h(
      "button",
      { class: "quote", onclick: () => showTurn(turn.id, "") },
      `Answer at ${clock(start)}, ${number(seconds)} s`,
    ),
    svg(
      "svg",
      {
        class: "timeline",
        viewBox: `0 0 ${WIDTH} 22`,
        preserveAspectRatio: "none",
        role: "img",
        "aria-label": [told ? `Pauses: ${told}` : "No pauses", ...where(turn, start)].join("; "),
      },
      svg("rect", { class: "talk", x: 0, y: 4, width: seconds * scale, height: 14, rx: 4 }),
      pauses.map((pause) => gap(pause, start, scale)),
      (turn.fillers ?? []).map((filler) =>
        svg("rect", { class: "filler", x: (filler.start_seconds - start) * scale, y: 0, width: 3, height: 22 }),
      ),
    ),
    h(
      "span",
      { class: "hint" },
      turn.pauses === null ? "Pauses were not measured. " : told ? `Pauses: ${told}. ` : "No pauses. ",
      turn.filler_words === null
        ? "Fillers were not measured."
        : fillers.length
          ? `Fillers: ${fillers.map(([word, count]) => `${word} × ${count}`).join(", ")}.`
          : "No fillers heard.",
    ),
  ];
}

/** @param {number} seconds from the answer's start */
function within(seconds) {
  return seconds < 1 ? "right after the first words" : `at ${clock(seconds)}`;
}

/**
 * Return where the fillers are, in words.
 *
 * @param {Interaction} turn
 * @param {number} start
 */
function where(turn, start) {
  return (turn.fillers ?? []).map((filler) => `“${filler.word}” at ${clock(filler.start_seconds - start)}`);
}

/**
 * @param {Pause} pause
 * @param {number} start
 * @param {number} scale
 */
function gap(pause, start, scale) {
  return svg("rect", {
    class: pause.mid_clause && !pause.exempt ? "gap mid" : "gap",
    x: (pause.start_seconds - start) * scale,
    y: 4,
    width: (pause.end_seconds - pause.start_seconds) * scale,
    height: 14,
  });
}
