// @ts-check
/** How the candidate is getting on: all interviews in one line, then type by type. */

import { h } from "../dom.js";
import { INTERVIEW_TYPES } from "../interview_types.js";
import { gauge } from "../parts/gauge.js";
import { drillButton, startDrill, weakestQuestion } from "../report/drill.js";
import { overallChart, spark } from "../report/charts.js";
import { storyBank } from "../report/story_bank.js";
import { GROUPS, nameOf, number, signed, when } from "../words.js";

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
 * @property {{session_id: number, score: number, band: number | null}[]} points
 * @property {number | null} change
 * @property {boolean} beyond_band whether the change is more than chance
 */

/** @typedef {{interview_type: string, interviews: Point[], trends: Trend[]}} Line */

const LATEST = 3;
const WEAKEST = 2;

/** @type {import("../router.js").Screen} */
export async function progress(scene) {
  /** @type {[{lines: Line[]}, import("../report/story_bank.js").Story[]]} */
  const [{ lines }, stories] = await Promise.all([
    scene.api.get("/ai-interview/progress", scene.signal),
    scene.api.get("/ai-interview/stories", scene.signal),
  ]);
  const interviews = lines.flatMap((line) => line.interviews).sort((one, other) => one.session_id - other.session_id);
  return h(
    "section",
    { class: "report" },
    h("h1", {}, "Your progress"),
    interviews.length
      ? [overall(interviews), groups(interviews), weakest(scene, interviews, lines), storyBank(stories), lines.map(ofType)].flat()
      : h("p", {}, "Nothing yet. ", h("a", { href: "#/new" }, "Start an interview")),
  );
}

/** @param {Point[]} interviews */
function overall(interviews) {
  const scored = interviews.filter((point) => point.overall_score !== null);
  const last = scored.at(-1);
  return h(
    "section",
    { class: "card", "aria-labelledby": "overall" },
    h("h2", { id: "overall" }, "All interviews"),
    last === undefined
      ? h("p", {}, "None of them had enough in it for a score.")
      : h("p", {}, h("strong", {}, `${number(last.overall_score)} of 100`), ` in the latest, ${when(last.completed_at)}`, range(last)),
    scored.length > 1
      ? overallChart(scored)
      : h("p", { class: "hint" }, "A line begins with the second scored interview."),
    scored.length > 1
      ? h("p", { class: "hint" }, "The bars are margins of error: scores whose bars overlap may be the same. Interviews of several types and lengths stand side by side here; below they are compared type by type.")
      : null,
  );
}

/** @param {Point} point */
function range({ overall_score: score, band }) {
  if (score === null || band === null) return "";
  return `: between ${number(Math.max(0, score - band))} and ${number(Math.min(100, score + band))}`;
}

/**
 * Return each group's score in the first interview that has one and in the latest.
 *
 * @param {Point[]} interviews
 */
function groups(interviews) {
  const rows = Object.entries(GROUPS).flatMap(([group, name]) => {
    const known = interviews.flatMap(({ scores }) => scores[`${group}_score`] ?? []);
    const now = known.at(-1);
    const then = known[0];
    return now === undefined || then === undefined ? [] : [{ name, then, now, several: known.length > 1 }];
  });
  if (!rows.length) return null;
  return h(
    "section",
    { class: "card then-now", "aria-labelledby": "groups" },
    h("h2", { id: "groups" }, "Then and now"),
    rows.map(({ name, then, now, several }) =>
      h(
        "div",
        { class: "pair" },
        h("h3", {}, name),
        several ? bar(name, "First", then) : null,
        bar(name, several ? "Latest" : "So far", now),
      ),
    ),
  );
}

/**
 * @param {string} name
 * @param {string} moment
 * @param {number} score
 */
function bar(name, moment, score) {
  return h("p", {}, h("span", { class: "hint" }, moment), gauge(`${name}, ${moment.toLowerCase()}`, score, 100), h("span", { class: "figure" }, number(score)));
}

/**
 * Name the dimensions that are lowest of late, each with five minutes on it, to be started at once.
 *
 * @param {import("../router.js").Scene} scene
 * @param {Point[]} interviews
 * @param {Line[]} lines
 */
function weakest(scene, interviews, lines) {
  const recent = interviews.slice(-LATEST);
  const titles = new Map(lines.flatMap(({ trends }) => trends.map(({ dimension, title }) => [dimension, title])));
  titles.delete("overall");
  const found = [...titles].flatMap(([name, title]) => {
    const scores = recent.flatMap(({ scores }) => scores[`${name}_score`] ?? []);
    if (!scores.length) return [];
    return [{ name, title, mean: scores.reduce((sum, score) => sum + score, 0) / scores.length }];
  });
  const latest = interviews.at(-1);
  if (found.length <= WEAKEST || !latest) return null;
  const lowest = found.sort((one, other) => one.mean - other.mean).slice(0, WEAKEST);
  return h(
    "section",
    { class: "card", "aria-labelledby": "weakest" },
    h("h2", { id: "weakest" }, "What lifts you most"),
    h("p", {}, "Lowest of late. Five minutes on one of them: the question whose answer lost most there, once more, aloud, at once."),
    h(
      "ul",
      { class: "drills" },
      lowest.map(({ name, title, mean }) =>
        h(
          "li",
          {},
          h("p", {}, h("strong", {}, title), ` ${number(mean)} of 100`),
          drillButton(`Five minutes on ${title.toLowerCase()}`, "primary", () => drillOn(scene, interviews, name)),
        ),
      ),
    ),
    h("p", {}, h("a", { href: `#/new/${latest.session_id}` }, "Or plan a whole interview on them")),
  );
}

/**
 * Put the question again whose answer was weakest in a dimension, of the latest interview that has it.
 *
 * @param {import("../router.js").Scene} scene
 * @param {Point[]} interviews
 * @param {string} name the dimension's
 */
async function drillOn(scene, interviews, name) {
  const point = interviews.findLast(({ scores }) => typeof scores[`${name}_score`] === "number");
  if (!point) return;
  /** @type {import("../types.js").Assessment[]} */
  const versions = await scene.api.get(`/ai-interview/sessions/${point.session_id}/assessments`, scene.signal);
  await startDrill(scene, point.session_id, weakestQuestion(versions.at(-1), name));
}

/** @param {Line} line */
function ofType({ interview_type: type, interviews, trends }) {
  const latest = interviews.at(-1);
  const rows = onePerDimension(trends);
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
    // for the eye: what a screen reader reads of a line has its own words
    h("div", { class: "columns hint", "aria-hidden": "true" }, ["", "First to latest, 0 to 100", "Latest", "Change"].map((name) => h("span", {}, name))),
    h("ul", { class: "trends" }, rows.map(trend)),
    h(
      "p",
      { class: "hint" },
      "Shaded: the margin of error. A change in bold is larger than that. Only what was scored in the same way is ",
      "compared: by rules or by a model, and for the overall score in the same dimensions.",
    ),
  );
}

/**
 * Return of each dimension the line that the latest interview stands in, the overall one first.
 *
 * @param {Trend[]} trends
 */
function onePerDimension(trends) {
  /** @type {Map<string, Trend>} */
  const newest = new Map();
  const last = (/** @type {Trend | undefined} */ one) => one?.points.at(-1)?.session_id ?? 0;
  for (const one of trends) {
    if (last(one) > last(newest.get(one.dimension))) newest.set(one.dimension, one);
  }
  return [...newest.values()].sort(overallFirst);
}

/**
 * @param {Trend} one
 * @param {Trend} other
 */
function overallFirst(one, other) {
  return Number(other.dimension === "overall") - Number(one.dimension === "overall");
}

/** @param {Trend} one */
function trend({ dimension, title, method, points, change, beyond_band: beyond }) {
  const told = points.map(({ score }) => number(score)).join(", ");
  const several = points.length > 1;
  const changed = several ? signed(change) : "";
  const meant = beyond ? "more than the margin of error" : "within the margin of error";
  return h(
    "li",
    { "data-name": dimension },
    h("span", {}, title, method === "judge" ? h("span", { class: "hint" }, " by a model") : null),
    several
      ? spark(points, `${title}, oldest first: ${told}; change ${changed}, ${meant}`)
      : h("span", { class: "hint" }, "one interview so far"),
    h("span", { class: "figure" }, number(points.at(-1)?.score)),
    h("span", { class: beyond ? "change beyond" : "hint change" }, changed),
  );
}
