// @ts-check
/** The recording of an interview: one player, and buttons that play it from a place. */

import { fill, h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";
import { clock } from "../words.js";

/** @import {Recording, Session} from "../types.js" */

const PLAY = "recording:play";
const LEAD_SECONDS = 0.3;
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

/** @typedef {{offset: number | null, seconds: number | null}} Piece seconds from the interview's start; null: from where it is, to the end */

/** @type {Piece} */
const WHOLE = { offset: null, seconds: null };

/**
 * Return where a second of the interview stands in its recording, null when it was not recorded.
 *
 * @param {Recording} recording
 * @param {number} offset seconds from the interview's start
 * @returns {number | null}
 */
export function positionOf(recording, offset) {
  const span = recording.spans.findLast((known) => known.offset_seconds <= offset);
  if (!span) return recording.spans.length ? 0 : null;
  const within = offset - span.offset_seconds;
  return within <= span.duration_seconds ? span.position_seconds + within : null;
}

/**
 * Return which second of the interview is heard at a place of its recording.
 *
 * @param {Recording} recording
 * @param {number} position seconds from the recording's start
 * @returns {number}
 */
export function offsetAt(recording, position) {
  const span = recording.spans.findLast((known) => known.position_seconds <= position);
  return span ? span.offset_seconds + position - span.position_seconds : position;
}

/**
 * Return a button that plays from a second of the interview, nothing where it was not recorded.
 *
 * @param {Session} session
 * @param {number | null} offset
 * @param {number | null} [seconds] how much is played, all that follows unless given
 */
export function playFrom(session, offset, seconds = null) {
  if (!session.recording || offset === null || positionOf(session.recording, offset) === null) return null;
  return h(
    "button",
    {
      class: "play",
      type: "button",
      "aria-label": `Play the recording from ${clock(offset)}`,
      onclick: () => document.dispatchEvent(new CustomEvent(PLAY, { detail: { offset, seconds } })),
    },
    "▶",
  );
}

/**
 * Return the player, nothing for an interview that was not recorded. The sound is fetched when it
 * is first played.
 *
 * @param {import("../router.js").Scene} scene
 * @param {Session} session
 * @param {Record<string, string>} [headers] what the API asks for beside the account
 */
export function recordingPlayer(scene, session, headers) {
  const { recording } = session;
  if (!recording) return null;
  const { signal } = scene;
  const stage = h("div", {});
  /** @type {HTMLAudioElement | null} */
  let player = null;
  /** where it is to stop, in seconds of the recording */
  let until = Infinity;
  /** @type {Promise<void> | null} */
  let loading = null;
  fill(stage, h("p", { class: "actions" }, h("button", { onclick: () => play(WHOLE) }, listenLabel(recording))));
  document.addEventListener(PLAY, (event) => play(/** @type {CustomEvent<Piece>} */ (event).detail), { signal });
  return h(
    "section",
    { class: "recording", "aria-labelledby": "recording" },
    h("h2", { id: "recording" }, "Recording"),
    stage,
    h("p", { class: "hint" }, "Both voices. ▶ beside a quote or a line plays from there."),
  );

  /** @param {Piece} piece */
  async function play(piece) {
    const { offset, seconds } = piece;
    try {
      await (loading ??= load());
    } catch (error) {
      loading = null;
      if (signal.aborted) return;
      const again = h("button", { onclick: () => play(piece) }, "Try again");
      fill(stage, notice("error", explain(error)), h("p", { class: "actions" }, again));
      return;
    }
    if (!player || !recording) return;
    if (offset !== null) player.currentTime = Math.max(0, (positionOf(recording, offset) ?? 0) - LEAD_SECONDS);
    until = seconds === null ? Infinity : player.currentTime + seconds;
    // a browser may want a press on the player itself; it is in view then
    await player.play().catch(() => player?.focus());
  }

  async function load() {
    if (!recording) return;
    fill(stage, h("p", { class: "loading", role: "status" }, "Loading the recording…"));
    const answer = await scene.api.ask("GET", recording.address, { signal, headers });
    const held = URL.createObjectURL(await answer.blob());
    signal.addEventListener("abort", () => URL.revokeObjectURL(held));
    const audio = h("audio", { controls: true, preload: "auto", src: held, "aria-label": "Recording of the interview" });
    audio.addEventListener("timeupdate", () => {
      markHeard(session, offsetAt(recording, audio.currentTime));
      if (audio.currentTime < until) return;
      until = Infinity;
      audio.pause();
    });
    audio.addEventListener("pause", () => markHeard(session, null));
    player = audio;
    fill(stage, audio, speedOf(audio));
  }
}

/**
 * Return the choice of how fast it is played.
 *
 * @param {HTMLAudioElement} audio
 */
function speedOf(audio) {
  const choice = h(
    "select",
    { id: "speed", onchange: () => (audio.playbackRate = Number(choice.value)) },
    SPEEDS.map((speed) => h("option", { value: speed, selected: speed === 1 }, `${speed} ×`)),
  );
  return h("p", { class: "speed" }, h("label", { for: "speed" }, "Speed"), choice);
}

/** @param {Recording} recording */
function listenLabel(recording) {
  const size = (recording.byte_count / 1e6).toFixed(1);
  return `Listen to it (${clock(recording.duration_seconds)}, ${size} MB)`;
}

/**
 * Show which turn is being heard.
 *
 * @param {Session} session
 * @param {number | null} offset
 */
function markHeard(session, offset) {
  const heard =
    offset === null
      ? null
      : session.interactions.findLast((turn) => turn.offset_seconds !== null && turn.offset_seconds <= offset + LEAD_SECONDS);
  for (const line of document.querySelectorAll(".line.heard")) {
    if (line.id !== `turn-${heard?.id}`) line.classList.remove("heard");
  }
  if (heard) document.getElementById(`turn-${heard.id}`)?.classList.add("heard");
}
