// @ts-check
/** The microphone: which one, whether the browser lets us, and how loud it is. */

const CHOSEN = "greenroom.microphone";

/** What was chosen last, if anything was. */
export function chosenDevice() {
  return localStorage.getItem(CHOSEN) ?? undefined;
}

/** @param {string} deviceId */
export function chooseDevice(deviceId) {
  localStorage.setItem(CHOSEN, deviceId);
}

/**
 * Return the constraints under which an interview is heard best.
 *
 * @param {string} [deviceId]
 * @returns {MediaTrackConstraints}
 */
export function constraints(deviceId = chosenDevice()) {
  return {
    ...(deviceId ? { deviceId: { ideal: deviceId } } : {}),
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    channelCount: 1,
  };
}

/**
 * Return the microphones. Names are empty until the browser has been allowed to listen once.
 *
 * @returns {Promise<MediaDeviceInfo[]>}
 */
export async function microphones() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter((device) => device.kind === "audioinput");
}

/**
 * Return what a person can do about a microphone that cannot be used.
 *
 * @param {unknown} error
 * @returns {string[]}
 */
export function help(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (!window.isSecureContext) {
    return ["Browsers share a microphone only with pages on https, or on this very machine (127.0.0.1)."];
  }
  switch (name) {
    case "NotAllowedError":
      return [
        "The browser has not let Greenroom listen.",
        "Click the icon at the left of the address, allow the microphone, and try again.",
        "On a Mac or a phone, look also in the system's privacy settings: the browser itself needs the microphone.",
      ];
    case "NotFoundError":
      return ["No microphone was found. Plug one in, or switch your headset on, and try again."];
    case "NotReadableError":
      return ["Another program holds the microphone. Close it, and try again."];
    default:
      return ["The microphone could not be opened. Try another one, or answer in writing."];
  }
}

/**
 * Call `show` with the level of a stream, 0 to 1, about twenty times a second, until aborted.
 *
 * @param {MediaStream} stream
 * @param {AbortSignal} signal
 * @param {(level: number) => void} show
 */
export function meter(stream, signal, show) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    const decibels = 10 * Math.log10(sum / samples.length + 1e-9);
    // speech at a normal distance lies between -45 and -10 dB
    show(Math.min(1, Math.max(0, (decibels + 60) / 50)));
  }, 50);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    context.close();
  });
}
