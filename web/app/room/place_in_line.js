// @ts-check
/** Tells somebody who waits for an interviewer their place in line, for as long as they do. */

const EVERY_MILLISECONDS = 4000;

/** @typedef {{place: number | null, wait_seconds: number | null}} Line */

/**
 * @param {import("../api.js").Api} api
 * @param {import("./stage.js").Stage} stage
 * @param {AbortSignal} signal
 */
export function followLine(api, stage, signal) {
  const timer = setInterval(async () => {
    if (stage.attended) return stage.showPlace("");
    /** @type {Line | null} */
    const line = await api.get("/ai-interview/livekit/status", signal).catch(() => null);
    if (line) stage.showPlace(place(line));
  }, EVERY_MILLISECONDS);
  signal.addEventListener("abort", () => clearInterval(timer));
}

/**
 * Return a place in line in words, nothing for somebody without one.
 *
 * @param {Line} line
 */
function place({ place, wait_seconds }) {
  if (place === null) return "";
  const where = place === 1 ? "You are next in line" : `You are number ${place} in line`;
  return `${where}${aboutHowLong(wait_seconds)}: it begins by itself`;
}

/**
 * Return about how long something takes in whole minutes, after a comma; nothing if unknown.
 *
 * @param {number | null} seconds
 */
export function aboutHowLong(seconds) {
  if (seconds === null) return "";
  const minutes = Math.max(1, Math.round(seconds / 60));
  return `, about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}
