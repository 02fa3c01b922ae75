// @ts-check
/** How the answers sounded: pace from answer to answer, and each answer's pauses on a timeline. */

import { h, svg } from "../dom.js";
import { number } from "../words.js";
import { fold } from "./fold.js";
import { SHORTEST_PAUSE_SECONDS, WIDTH, timeline } from "./timeline.js";

/** @import {Interaction, Session} from "../types.js" */

const GOOD_PACE = { from: 120, to: 180 };
const PACE = { from: 40, to: 280 };

/**
 * Return the pictures, nothing for an interview in which nothing was measured.
 *
 * @param {Session} session
 */
export function delivery(session) {
  const answers = session.interactions.filter((turn) => turn.role === "user" && turn.duration_seconds);
  if (!answers.length) return null;
  const longest = Math.max(...answers.map((turn) => turn.duration_seconds ?? 0));
  return fold(
    "delivery",
    "How it sounded",
    pace(answers),
    h("h3", {}, "Pauses and fillers"),
    h("ol", { class: "timelines" }, answers.map((turn) => h("li", {}, timeline(turn, longest)))),
    h(
      "p",
      { class: "hint legend" },
      h("span", { class: "key talk" }),
      "speaking ",
      h("span", { class: "key pause" }),
      `pause from ${SHORTEST_PAUSE_SECONDS} s `,
      h("span", { class: "key mid" }),
      "pause inside a clause ",
      h("span", { class: "key filler" }),
      "filler",
    ),
  );
}

/** @param {Interaction[]} answers */
function pace(answers) {
  const known = answers.flatMap((turn, index) =>
    turn.words_per_minute === null ? [] : [{ turn, index, wpm: turn.words_per_minute }],
  );
  if (!known.length) return null;
  const height = 150;
  const step = WIDTH / answers.length;
  const y = (/** @type {number} */ wpm) => {
    const inside = Math.min(PACE.to, Math.max(PACE.from, wpm));
    return height - ((inside - PACE.from) / (PACE.to - PACE.from)) * height;
  };
  const x = (/** @type {number} */ index) => (index + 0.5) * step;
  const told = known.map(({ index, wpm }) => `answer ${index + 1}: ${number(wpm)}`).join(", ");
  return h(
    "figure",
    {},
    h("figcaption", {}, "Words a minute, answer by answer; anything in the shaded band is fine"),
    svg(
      "svg",
      { class: "pace", viewBox: `-34 -12 ${WIDTH + 40} ${height + 34}`, role: "img", "aria-label": `Words a minute: ${told}` },
      svg("rect", {
        class: "good",
        x: 0,
        y: y(GOOD_PACE.to),
        width: WIDTH,
        height: y(GOOD_PACE.from) - y(GOOD_PACE.to),
      }),
      [GOOD_PACE.from, GOOD_PACE.to].map((wpm) => svg("text", { x: -8, y: y(wpm) + 4, class: "axis" }, wpm)),
      svg("polyline", { class: "path", points: known.map(({ index, wpm }) => `${x(index)},${y(wpm)}`).join(" ") }),
      known.flatMap(({ index, wpm }) => [
        svg("circle", { class: "point", cx: x(index), cy: y(wpm), r: 5 }),
        svg("text", { class: "label", x: x(index), y: y(wpm) - 10 }, number(wpm)),
        svg("text", { class: "label soft", x: x(index), y: height + 16 }, index + 1),
      ]),
    ),
  );
}
