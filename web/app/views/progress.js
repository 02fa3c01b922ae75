// @ts-check
/** How the candidate is getting on: one trend per dimension, never mixed over types. */

import { h, svg } from "../dom.js";
import { INTERVIEW_TYPES, nameOf, number, signed, when } from "../words.js";

/**
 * @typedef {object} Point
 * @property {number} session_id
 * @property {string | null} completed_at
 * @property {number | null} overall_score
 * @property {number | null} band
 * @property {number | null} coverage
 * @property {Record<string, number | null>} scores
 */

/**
 * @typedef {object} Trend One dimension over the interviews that can be compared in it.
 * @property {string} dimension
 * @property {string} title
 * @property {string} method
 * @property {{session_id: number, score: number | null, band: number | null}[]} points
 * @property {number | null} change
 * @property {boolean} beyond_band whether the change is more than chance
 */

/** @typedef {{interview_type: string, interviews: Point[], trends: Trend[]}} Line */

const LATEST = 3;
/** Below it a score is weak, as where the next interview is planned. */
const WEAK = 50;

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
function ofType({ interview_type: type, interviews, trends }) {
  const latest = interviews.at(-1);
  const several = trends.filter(({ dimension }) => dimension === "overall").length > 1;
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
    weaknesses(trends),
    // for the eye: what a screen reader reads of a line has its own words
    h("div", { class: "columns hint", "aria-hidden": "true" }, ["", "", "Latest", "Change"].map((name) => h("span", {}, name))),
    h("ul", { class: "trends" }, [...trends].sort(overallFirst).map((one) => trend(one, several))),
    h(
      "p",
      { class: "hint" },
      "Shaded: the margin of error. A change in bold is larger than that. An interview in which something was not ",
      "assessed has no point there.",
      several ? " Overall scores are compared where the same was assessed: a written answer, for one, has no pace." : null,
    ),
  );
}

/**
 * Name the dimensions that were low again and again.
 *
 * @param {Trend[]} trends
 */
function weaknesses(trends) {
  const recurring = trends.filter(({ dimension, points }) => {
    const recent = known(points).slice(-LATEST);
    return dimension !== "overall" && recent.length > 1 && recent.every((score) => score < WEAK);
  });
  if (!recurring.length) return null;
  return h(
    "p",
    {},
    h("strong", {}, "Low again and again: "),
    [...new Set(recurring.map(({ title }) => title))].join(", "),
    h("span", { class: "hint" }, ` (below ${WEAK} in each of the last interviews that could be scored)`),
  );
}

/**
 * @param {Trend} one
 * @param {Trend} other
 */
function overallFirst(one, other) {
  return Number(other.dimension === "overall") - Number(one.dimension === "overall");
}

/**
 * @param {Trend} one
 * @param {boolean} several whether there is more than one line of overall scores
 */
function trend({ dimension, title, method, points, change, beyond_band: beyond }, several) {
  const scores = known(points);
  const few = scores.length === 1 ? " of 1 interview" : ` of ${scores.length} interviews`;
  const told = points.map(({ score }) => (score === null ? "not assessed" : number(score))).join(", ");
  const changed = scores.length > 1 ? signed(change) : "";
  const meant = beyond ? "more than the margin of error" : "within the margin of error";
  return h(
    "li",
    {},
    h(
      "span",
      {},
      title,
      method === "judge" ? h("span", { class: "hint" }, " by a model") : null,
      several && dimension === "overall" ? h("span", { class: "hint" }, few) : null,
    ),
    scores.length
      ? spark(points, `${title}, oldest first: ${told}${changed && `; change ${changed}, ${meant}`}`)
      : h("span", { class: "hint" }, "no number yet"),
    h("span", { class: "figure" }, number(scores.at(-1))),
    h("span", { class: beyond ? "change beyond" : "hint change" }, changed),
  );
}

/**
 * @param {Trend["points"]} points
 * @param {string} label
 */
function spark(points, label) {
  const step = points.length > 1 ? 180 / (points.length - 1) : 0;
  const places = points.flatMap(({ score, band }, index) =>
    score === null ? [] : [{ x: 10 + (step ? index * step : 90), y: height(score), score, band: band ?? 0 }],
  );
  return svg(
    "svg",
    { class: "spark", viewBox: "0 0 200 44", preserveAspectRatio: "xMinYMid", role: "img", "aria-label": label },
    svg("line", { class: "base", x1: 4, x2: 196, y1: 40, y2: 40 }),
    places.map(({ x, score, band }) =>
      svg("line", { class: "margin", x1: x, x2: x, y1: height(Math.min(100, score + band)), y2: height(Math.max(0, score - band)) }),
    ),
    svg("polyline", { class: "path", points: places.map(({ x, y }) => `${x},${y}`).join(" ") }),
    places.map(({ x, y }) => svg("circle", { class: "point", cx: x, cy: y, r: 3.5 })),
  );
}

/** @param {number} score */
function height(score) {
  return 40 - score * 0.36;
}

/** @param {Trend["points"]} points */
function known(points) {
  return points.flatMap(({ score }) => (score === null ? [] : [score]));
}
