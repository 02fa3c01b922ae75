// @ts-check
/** The candidate's own picture: shown to them alone, off until they ask for it, sent nowhere. */

import { fill, h } from "../dom.js";
import { notice } from "../parts/notice.js";

const CHOSEN = "greenroom.camera";
const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: "user" };

/** Whether the person asked for the camera. */
export function cameraWanted() {
  return localStorage.getItem(CHOSEN) === "on";
}

/**
 * Open the camera until `signal` is aborted. Throws what the browser throws when it refuses.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<HTMLVideoElement>} the person's picture, as in a mirror
 */
export async function openCamera(signal) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: PICTURE });
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop);
  const picture = h("video", { class: "mirror", playsinline: true, "aria-label": "Your own picture" });
  picture.muted = true;
  picture.srcObject = stream;
  await picture.play();
  return picture;
}

/** What it is and is not used for, in the same words wherever it can be switched on. */
export function cameraTerms() {
  return h(
    "ul",
    { class: "terms" },
    h("li", {}, "You see yourself while you talk, as in a video call."),
    h("li", {}, "The picture stays in this browser: it is not sent, not recorded, and nobody else sees it."),
    h("li", {}, "Your face, expression, look, age or mood are not read from it, and it changes no score."),
  );
}

/**
 * Return the lobby's panel: off unless it was switched on before.
 *
 * @param {AbortSignal} signal
 */
export function cameraChoice(signal) {
  let using = new AbortController();
  signal.addEventListener("abort", () => using.abort());
  const shown = h("div");
  const wanted = h("input", { type: "checkbox", checked: cameraWanted(), onchange: choose });
  if (wanted.checked) show();
  return h(
    "section",
    { class: "card", "aria-labelledby": "camera" },
    h("h2", { id: "camera" }, "Camera, if you like"),
    cameraTerms(),
    h("label", { class: "choice" }, wanted, "Show me my own picture"),
    shown,
  );

  function choose() {
    using.abort();
    using = new AbortController();
    fill(shown);
    if (wanted.checked) localStorage.setItem(CHOSEN, "on");
    else localStorage.removeItem(CHOSEN);
    if (wanted.checked) show();
  }

  async function show() {
    const mine = using;
    try {
      const picture = await openCamera(mine.signal);
      if (!mine.signal.aborted) fill(shown, picture);
    } catch (error) {
      if (!mine.signal.aborted) fill(shown, notice("warning", refusal(error)));
    }
  }
}

/** @param {unknown} error */
export function refusal(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError") return "The browser has not shared the camera. The interview needs none.";
  if (name === "NotFoundError") return "No camera was found. The interview needs none.";
  return "The camera could not be opened. The interview needs none.";
}
