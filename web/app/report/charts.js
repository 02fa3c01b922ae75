// @ts-check
/** Scores over time, as pictures with their words. */

import { svg } from "../dom.js";
import { day, number } from "../words.js";

const WIDTH = 600;
const HEIGHT = 150;
/** At most so many dates stand below the line. */
const DATES = 6;

/**
 * Return the line of overall scores with its dates and margins of error.
 *
 * @param {{completed_at: string | null, overall_score: number | null, band: number | null}[]} scored
 */
export function overallChart(scored) {
  const y = (/** @type {number} */ score) => HEIGHT - (Math.min(100, Math.max(0, score)) / 100) * HEIGHT;
  const step = WIDTH / scored.length;
  const places = scored.map(({ completed_at: at, overall_score: score, band }, index) => ({
    x: (index + 0.5) * step,
    score: score ?? 0,
    band: band ?? 0,
    date: at === null ? "" : day(at),
  }));
  const told = places.map(({ score, band, date }) => `${date}: ${number(score)}, give or take ${number(band)}`).join("; ");
  const every = Math.ceil(places.length / DATES);
  return svg(
    "svg",
    { class: "pace overall-line", viewBox: `-34 -16 ${WIDTH + 40} ${HEIGHT + 42}`, role: "img", "aria-label": `Overall scores, oldest first. ${told}` },
    [0, 50, 100].flatMap((score) => [
      svg("line", { class: "base", x1: 0, x2: WIDTH, y1: y(score), y2: y(score) }),
      svg("text", { x: -8, y: y(score) + 4, class: "axis" }, score),
    ]),
    places.map(({ x, score, band }) => svg("line", { class: "margin", x1: x, x2: x, y1: y(score + band), y2: y(score - band) })),
    svg("polyline", { class: "path", points: places.map(({ x, score }) => `${x},${y(score)}`).join(" ") }),
    places.flatMap(({ x, score, date }, index) => [
      svg("circle", { class: "point", cx: x, cy: y(score), r: 5 }),
      svg("text", { class: "label", x, y: y(score) - 10 }, number(score)),
      (places.length - 1 - index) % every === 0 ? svg("text", { class: "label soft", x, y: HEIGHT + 20 }, date) : null,
    ]),
  );
}

/**
 * Return a small line of scores with their margins of error.
 *
 * @param {{score: number, band: number | null}[]} points two or more
 * @param {string} label
 */
export function spark(points, label) {
  const y = (/** @type {number} */ score) => 40 - score * 0.36;
  const places = points.map(({ score, band }, index) => ({ x: 10 + (index * 180) / (points.length - 1), score, band: band ?? 0 }));
  return svg(
    "svg",
    { class: "spark", viewBox: "0 0 200 44", preserveAspectRatio: "xMinYMid", role: "img", "aria-label": label },
    svg("line", { class: "base", x1: 4, x2: 196, y1: 40, y2: 40 }),
    places.map(({ x, score, band }) =>
      svg("line", { class: "margin", x1: x, x2: x, y1: y(Math.min(100, score + band)), y2: y(Math.max(0, score - band)) }),
    ),
    svg("polyline", { class: "path", points: places.map(({ x, score }) => `${x},${y(score)}`).join(" ") }),
    places.map(({ x, score }) => svg("circle", { class: "point", cx: x, cy: y(score), r: 3.5 })),
  );
}
