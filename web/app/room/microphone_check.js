// @ts-check
/** Trying the microphone out before the interview: choose it, see it move, hear it back. */

import { fill, h } from "../dom.js";
import { gauge, setGauge } from "../parts/gauge.js";
import { notice } from "../parts/notice.js";
import { chooseDevice, chosenDevice, constraints, help, meter, microphones } from "./microphone.js";

const ECHO_SECONDS = 5;
/** The level of somebody who speaks. */
const HEARD = 0.35;
const DOUBT_MILLISECONDS = 6000;

/**
 * Return the panel. Nothing is opened before the person asks for it, nothing is sent anywhere, and
 * everything is closed once `signal` is aborted.
 *
 * @param {AbortSignal} signal
 * @param {{line: HTMLElement, attempt: () => unknown}} way to the interviewer, tried along with it
 */
export function microphoneCheck(signal, way) {
  const panel = h("section", { class: "card", "aria-labelledby": "microphone" });
  let using = new AbortController();
  signal.addEventListener("abort", () => using.abort());
  // a headset that is plugged in or out changes what can be chosen
  navigator.mediaDevices?.addEventListener("devicechange", () => trying && open(chosenDevice()), { signal });
  let trying = false;
  show(
    h("p", {}, "The browser will ask whether Greenroom may listen. What it hears in this test stays in the browser."),
    h("p", {}, h("button", { type: "button", onclick: begin }, "Test the microphone and the connection")),
  );
  return panel;

  /**
   * Show other contents; who was in the old ones by keyboard is in the new ones.
   *
   * @param {...HTMLElement} contents
   */
  function show(...contents) {
    const inside = panel.contains(document.activeElement);
    fill(panel, h("h2", { id: "microphone" }, "Microphone and connection"), contents, way.line);
    if (inside) panel.querySelector(/** @type {"button"} */ ("select, button"))?.focus();
  }

  function begin() {
    way.attempt();
    open(chosenDevice());
  }

  /** @param {string} [deviceId] */
  async function open(deviceId) {
    using.abort();
    const mine = (using = new AbortController());
    /** @type {MediaStream} */
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: constraints(deviceId) });
    } catch (error) {
      if (!mine.signal.aborted) refused(error);
      return;
    }
    const stop = () => stream.getTracks().forEach((track) => track.stop());
    if (mine.signal.aborted || signal.aborted) return stop();
    mine.signal.addEventListener("abort", stop);
    const inUse = stream.getAudioTracks()[0]?.getSettings().deviceId;
    const devices = await microphones();
    if (!mine.signal.aborted) tryOut(devices, inUse, stream, mine.signal);
  }

  /** @param {unknown} error */
  function refused(error) {
    trying = false;
    show(
      notice("warning", help(error).map((line) => h("p", {}, line))),
      h("p", {}, "You can answer in writing instead, above."),
      h("p", {}, h("button", { type: "button", onclick: () => open(chosenDevice()) }, "Try again")),
    );
  }

  /**
   * @param {MediaDeviceInfo[]} devices
   * @param {string | undefined} inUse
   * @param {MediaStream} stream
   * @param {AbortSignal} until
   */
  function tryOut(devices, inUse, stream, until) {
    const level = gauge("Level", 0, 1);
    const heard = h("p", { class: "hint", role: "status" }, "Say something.");
    let loudest = 0;
    meter(stream, until, (now) => {
      setGauge(level, now, 1);
      if (now > HEARD && loudest <= HEARD) heard.textContent = "We can hear you.";
      loudest = Math.max(loudest, now);
    });
    const doubt = setTimeout(() => {
      if (loudest <= HEARD) heard.textContent = "Nothing yet. Is it muted, or is another one meant?";
    }, DOUBT_MILLISECONDS);
    until.addEventListener("abort", () => clearTimeout(doubt));
    trying = true;
    const list = h(
      "select",
      { id: "device", onchange: () => { chooseDevice(list.value); open(list.value); } },
      devices.map((device, index) =>
        h(
          "option",
          { value: device.deviceId, selected: device.deviceId === inUse },
          device.label || `Microphone ${index + 1}`,
        ),
      ),
    );
    const echo = h("button", { type: "button", onclick: () => hearBack(stream, echo, until) }, "Hear yourself");
    const tone = h("button", { type: "button", onclick: playTone }, "Test the speaker");
    show(
      h("div", { class: "field" }, h("label", { for: "device" }, "Which one"), list),
      h("div", { class: "field" }, h("strong", {}, "Level"), level, heard),
      h("p", { class: "actions" }, echo, tone),
    );
  }
}

/**
 * Record five seconds and play them back; they never leave the page.
 *
 * @param {MediaStream} stream
 * @param {HTMLButtonElement} button
 * @param {AbortSignal} signal
 */
async function hearBack(stream, button, signal) {
  // another microphone is being opened, and this one is closed already
  if (signal.aborted) return;
  const said = button.textContent;
  button.disabled = true;
  const recorder = new MediaRecorder(stream);
  /** @type {Blob[]} */
  const pieces = [];
  recorder.ondataavailable = (event) => pieces.push(event.data);
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  for (let left = ECHO_SECONDS; left > 0 && !signal.aborted; left--) {
    button.textContent = `Speak now… ${left}`;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  if (recorder.state !== "inactive") recorder.stop();
  await stopped;
  if (signal.aborted) return;
  button.textContent = "Playing…";
  const address = URL.createObjectURL(new Blob(pieces, { type: recorder.mimeType }));
  const player = new Audio(address);
  const over = new Promise((resolve) => {
    player.onended = resolve;
    player.onerror = resolve;
    signal.addEventListener("abort", resolve);
  });
  try {
    await player.play();
    await over;
    player.pause();
  } finally {
    URL.revokeObjectURL(address);
    button.textContent = said;
    button.disabled = false;
  }
}

/** Play two short notes. */
function playTone() {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = 0.15;
  gain.connect(context.destination);
  [523.25, 659.25].forEach((frequency, index) => {
    const note = context.createOscillator();
    note.frequency.value = frequency;
    note.connect(gain);
    note.start(context.currentTime + index * 0.35);
    note.stop(context.currentTime + index * 0.35 + 0.3);
    if (index === 1) note.onended = () => context.close();
  });
}
