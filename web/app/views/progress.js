// @ts-check
/** How the candidate is getting on: one trend per dimension, never mixed over types. */

import { h, svg } from "../dom.js";
import { DIMENSIONS, INTERVIEW_TYPES, nameOf, number, when } from "../words.js";

/**
 * @typedef {object} Point
 * @property {number} session_id
 * @property {string | null} completed_at
 * @property {number | null} overall_score
 * @property {number | null} band
 * @property {number | null} coverage
 * @property {Record<string, number | null>} scores
 */

/** @typedef {{interview_type: string, interviews: Point[]}} Line */

const LATEST = 3;
const WEAK = 60;

/** @type {import("../router.js").Screen} */
export async function progress(scene) {
  /** @type {{lines: Line[]}} */
  const { lines } = await scene.api.get("/ai-interview/progress", scene.signal);
  return h(
    "section",
    { class: "report" },
    h("h1", {}, "Your progress"),
    lines.length
      ? h("p", { class: "lead" }, "Interviews of one type are compared with each other, dimension by dimension.")
      : h("p", {}, "Nothing yet. ", h("a", { href: "#/new" }, "Start an interview")),
    lines.map(ofType),
  );
}

/** @param {Line} line */
function ofType({ interview_type: type, interviews }) {
  const overall = interviews.map((point) => point.overall_score);
  const names = Object.keys(DIMENSIONS).filter((name) => known(series(interviews, name)).length);
  const latest = interviews.at(-1);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, nameOf(INTERVIEW_TYPES, type)),
    h(
      "p",
      { class: "hint" },
      `${interviews.length} ${interviews.length === 1 ? "interview" : "interviews"}, the latest `,
      latest ? h("a", { href: `#/report/${latest.session_id}` }, when(latest.completed_at)) : null,
    ),
    weaknesses(interviews, names),
    h("ul", { class: "trends" }, trend("Overall", overall), names.map((name) => trend(DIMENSIONS[name] ?? name, series(interviews, name)))),
  );
}

/**
 * Name the dimensions that were low again and again.
 *
 * @param {Point[]} interviews
 * @param {string[]} names
 */
function weaknesses(interviews, names) {
  const recurring = names.filter((name) => {
    const recent = known(series(interviews, name)).slice(-LATEST);
    return recent.length > 1 && recent.every((score) => score < WEAK);
  });
  if (!recurring.length) return null;
  return h(
    "p",
    {},
    h("strong", {}, "Low again and again: "),
    recurring.map((name) => DIMENSIONS[name]).join(", "),
    h("span", { class: "hint" }, ` (below ${WEAK} in each of the last interviews that could be scored)`),
  );
}

/**
 * @param {string} name
 * @param {(number | null)[]} scores
 */
function trend(name, scores) {
  const numbers = known(scores);
  const told = scores.map((score) => (score === null ? "not assessed" : number(score))).join(", ");
  return h(
    "li",
    {},
    h("span", {}, name),
    numbers.length ? spark(scores, `${name}, oldest first: ${told}`) : h("span", { class: "hint" }, "no number yet"),
    h("span", { class: "figure" }, number(numbers.at(-1))),
    h("span", { class: "hint change" }, change(numbers)),
  );
}

/** @param {number[]} numbers */
function change(numbers) {
  const [last, before] = [numbers.at(-1), numbers.at(-2)];
  if (last === undefined || before === undefined) return "";
  const difference = Math.round(last - before);
  return difference > 0 ? `+${difference}` : String(difference).replace("-", "−");
}

/**
 * @param {(number | null)[]} scores
 * @param {string} label
 */
function spark(scores, label) {
  const step = scores.length > 1 ? 180 / (scores.length - 1) : 0;
  const points = scores.flatMap((score, index) =>
    score === null ? [] : [{ x: 10 + (step ? index * step : 90), y: 36 - score * 0.32 }],
  );
  return svg(
    "svg",
    { class: "spark", viewBox: "0 0 200 40", role: "img", "aria-label": label },
    svg("line", { class: "base", x1: 4, x2: 196, y1: 36, y2: 36 }),
    svg("polyline", { class: "path", points: points.map(({ x, y }) => `${x},${y}`).join(" ") }),
    points.map(({ x, y }) => svg("circle", { class: "point", cx: x, cy: y, r: 3.5 })),
  );
}

/**
 * @param {Point[]} interviews
 * @param {string} name
 */
function series(interviews, name) {
  return interviews.map((point) => point.scores[`${name}_score`] ?? null);
}

/** @param {(number | null)[]} scores */
function known(scores) {
  return scores.filter((score) => score !== null);
}
