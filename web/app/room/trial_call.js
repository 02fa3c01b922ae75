// @ts-check
/** A call of two seconds to an empty room: whether sound gets there, and how fast. */

import { Room, RoomEvent, Track } from "livekit-client";

const TRIES_MILLISECONDS = 150;
const PATIENCE_MILLISECONDS = 4000;
const CONNECTING = { maxRetries: 0, websocketTimeout: 4000, peerConnectionTimeout: 5000 };

/** @typedef {{milliseconds: number} | {fails: "server" | "sound"}} Outcome */

/**
 * Return how long sound takes to the room server and back, or what does not get there.
 *
 * @param {{url: string, token: string}} access
 * @param {AbortSignal} signal
 * @returns {Promise<Outcome>}
 */
export async function tryTheWay(access, signal) {
  const room = new Room();
  let reached = false;
  room.on(RoomEvent.SignalConnected, () => (reached = true));
  const sound = new AudioContext();
  const leave = () => room.disconnect();
  signal.addEventListener("abort", leave);
  try {
    await room.connect(access.url, access.token, CONNECTING);
    const [track] = sound.createMediaStreamDestination().stream.getAudioTracks();
    if (!track) return { fails: "sound" };
    // what is sent is silence: the answers to it tell that it arrives
    const published = await room.localParticipant.publishTrack(track, { source: Track.Source.Microphone });
    const milliseconds = await answered(published.audioTrack?.sender);
    return milliseconds === null ? { fails: "sound" } : { milliseconds };
  } catch (error) {
    if (signal.aborted) throw error;
    return { fails: reached ? "sound" : "server" };
  } finally {
    signal.removeEventListener("abort", leave);
    await room.disconnect();
    await sound.close();
  }
}

/** @param {RTCRtpSender | undefined} sender */
async function answered(sender) {
  const until = performance.now() + PATIENCE_MILLISECONDS;
  while (sender && performance.now() < until) {
    for (const found of (await sender.getStats()).values()) {
      if (found.type === "candidate-pair" && found.state === "succeeded" && found.currentRoundTripTime !== undefined) {
        return Math.round(found.currentRoundTripTime * 1000);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, TRIES_MILLISECONDS));
  }
  return null;
}
