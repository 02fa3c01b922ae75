// @ts-check
/** How things are called on the page. */

/** @type {[string, string][]} */
export const LEVELS = [
  ["easy", "Easy"],
  ["medium", "Medium"],
  ["hard", "Hard"],
];

/** @type {Record<string, string>} */
export const STATUSES = {
  active: "In progress",
  paused: "Paused",
  completed: "Completed",
  abandoned: "Left early",
};

/** @type {Record<string, string>} */
export const GROUPS = {
  communication: "Communication",
  content: "Content",
  behavioral: "Behavioural",
  non_verbal: "Non-verbal",
};

/** @type {Record<string, string>} */
export const METHODS = {
  computed: "by measurement",
  basic: "by rules",
  judge: "by a model, quotes checked",
  mixed: "by rules and a model",
};

/**
 * Return the name of something from a list of choices.
 *
 * @param {[string, string][]} choices
 * @param {string} key
 */
export function nameOf(choices, key) {
  return choices.find(([known]) => known === key)?.[1] ?? sentence(key);
}

/**
 * Return a name of the API as words: `long_pauses_per_minute` → `Long pauses per minute`.
 *
 * @param {string} key
 */
export function sentence(key) {
  return capital(key.replace(/[_-]+/g, " ").trim());
}

/**
 * Return a text as it begins a sentence.
 *
 * @param {string} text
 */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Return seconds as minutes and seconds, `1:05`; an en dash when they are not known.
 *
 * @param {number | null | undefined} seconds
 */
export function clock(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * Return a moment as the person's own date and time.
 *
 * @param {string | null} moment
 */
export function when(moment) {
  if (!moment) return "–";
  return new Date(moment).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/**
 * Return a moment as the person's own day and month.
 *
 * @param {string} moment
 */
export function day(moment) {
  return new Date(moment).toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

/**
 * Return a moment as the person's own time of day.
 *
 * @param {string} moment
 */
export function time(moment) {
  return new Date(moment).toLocaleTimeString(undefined, { timeStyle: "short" });
}

/**
 * Return seconds as words, "8 minutes"; the last minute is "less than a minute".
 *
 * @param {number | null} seconds
 */
export function minutes(seconds) {
  const whole = Math.floor((seconds ?? 0) / 60);
  if (whole < 1) return "less than a minute";
  return whole === 1 ? "1 minute" : `${whole} minutes`;
}

/**
 * Return a number rounded, `null` as an en dash: what was not measured is no zero.
 *
 * @param {number | null | undefined} value
 * @param {number} [digits]
 */
export function number(value, digits = 0) {
  return value === null || value === undefined ? "–" : value.toFixed(digits);
}

/**
 * Return a change with its sign, rounded; nothing when there is none to tell.
 *
 * @param {number | null | undefined} change
 */
export function signed(change) {
  if (change === null || change === undefined) return "";
  const whole = Math.round(change);
  return whole > 0 ? `+${whole}` : String(whole).replace("-", "\u2212");
}
