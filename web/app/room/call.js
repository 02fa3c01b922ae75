// @ts-check
/** The LiveKit room of an interview: connects, publishes the microphone, and tells what happens. */

import {
  ConnectionState,
  DataStreamError,
  DisconnectReason,
  ParticipantKind,
  Room,
  RoomEvent,
  Track,
  setLogLevel,
} from "livekit-client";
import { chosenDevice, constraints } from "./microphone.js";

// what goes wrong is told on the page, and thrown
setLogLevel("silent");

const CAPTIONS = "lk.transcription";
const TYPED = "lk.chat";
const COACH = "interview.coach";
const AGENT_STATE = "lk.agent.state";
const REQUEST = "interview.request";
/** the track on which the interviewer hums while it listens */
const NODS = "nods";

const RECONNECTING = new Set([ConnectionState.Reconnecting, ConnectionState.SignalReconnecting]);

/** @typedef {{token: string, url: string, room_name: string}} Access */

/**
 * @typedef {object} InterviewState What the interviewer publishes about the interview.
 * @property {string} agent `""` while there is no interviewer, else initializing, listening,
 *   thinking or speaking
 * @property {number} question
 * @property {number} questions
 * @property {number | null} secondsLeft
 * @property {string} move
 * @property {boolean} paused whether the clock stands still
 * @property {boolean} saysGoodbye whether nothing that is said now is taken any more
 * @property {boolean} voiceless whether the interviewer can only write
 * @property {number} nods how often it has nodded
 */

/** @import {SoFar} from "./coach.js" */

/**
 * @typedef {object} Listener
 * @property {(state: InterviewState) => void} onState
 * @property {(id: string, mine: boolean, text: string, final: boolean) => void} onCaption
 * @property {(connection: "connected" | "reconnecting") => void} onConnection
 * @property {(quality: string) => void} onQuality
 * @property {(soFar: SoFar) => void} onCoach
 * @property {(why: string) => void} onRefused what was typed was not taken
 * @property {(voice: MediaStream) => void} onVoice the interviewer's, once there is one
 * @property {(muted: boolean) => void} onMuted whether the microphone is, whoever muted it
 * @property {() => void} onSending the microphone's sound goes a new way, after a reconnection too
 * @property {(blocked: boolean) => void} onBlockedSound
 * @property {(reason: "ended" | "elsewhere" | "lost") => void} onGone
 */

export class Call {
  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
    this.room = new Room({ audioCaptureDefaults: constraints(), disconnectOnPageLeave: true });
    this.left = false;
    this.sound = document.createElement("div");
    this.#follow();
  }

  /**
   * Join the room. Throws what LiveKit throws.
   *
   * @param {Access} access
   */
  async join(access) {
    await this.room.connect(access.url, access.token);
    this.#tellState();
    this.listener.onBlockedSound(!this.room.canPlaybackAudio);
  }

  /**
   * Open or mute the microphone. Throws what the browser throws when it refuses.
   *
   * @param {boolean} on
   */
  async listen(on) {
    await this.room.localParticipant.setMicrophoneEnabled(on, constraints(chosenDevice()));
  }

  /** The microphone's stream, null while it is not published. */
  get microphone() {
    const published = this.room.localParticipant.getTrackPublication(Track.Source.Microphone);
    return published?.track?.mediaStream ?? null;
  }

  /** What sends the microphone's sound, undefined while nothing does. */
  get sender() {
    return this.room.localParticipant.getTrackPublication(Track.Source.Microphone)?.audioTrack?.sender;
  }

  /**
   * Say something in writing; the interviewer takes it as if it had been spoken.
   *
   * @param {string} text
   */
  async type(text) {
    await this.room.localParticipant.sendText(text, { topic: TYPED });
  }

  /**
   * Ask the interviewer for something. Throws when there is none, or it does not answer.
   *
   * @param {"done" | "repeat" | "moment" | "skip" | "pause" | "resume" | "end"} request
   */
  async ask(request) {
    const interviewer = this.#interviewer();
    if (!interviewer) throw new Error("The interviewer is not here yet.");
    await this.room.localParticipant.performRpc({
      destinationIdentity: interviewer.identity,
      method: REQUEST,
      payload: JSON.stringify({ request }),
    });
  }

  /** Begin to play, from within a click, where the browser wants one first. */
  async allowSound() {
    await this.room.startAudio();
  }

  /** Leave the room; `onGone` is not called. */
  async leave() {
    this.left = true;
    await this.room.disconnect();
  }

  #follow() {
    const { room, listener } = this;
    room
      .on(RoomEvent.TrackSubscribed, (track, publication) => {
        if (track.kind !== Track.Kind.Audio) return;
        this.sound.append(track.attach());
        if (track.mediaStream && publication.trackName !== NODS) listener.onVoice(track.mediaStream);
      })
      .on(RoomEvent.TrackUnsubscribed, (track) => {
        for (const element of track.detach()) element.remove();
      })
      .on(RoomEvent.ParticipantConnected, () => this.#tellState())
      .on(RoomEvent.ParticipantDisconnected, () => this.#tellState())
      .on(RoomEvent.ParticipantAttributesChanged, () => this.#tellState())
      .on(RoomEvent.DataReceived, (data, _from, _kind, topic) => {
        if (topic === COACH) listener.onCoach(JSON.parse(new TextDecoder().decode(data)));
      })
      .on(RoomEvent.ConnectionStateChanged, (state) => {
        if (state === ConnectionState.Connected) listener.onConnection("connected");
        else if (RECONNECTING.has(state)) listener.onConnection("reconnecting");
      })
      .on(RoomEvent.ConnectionQualityChanged, (quality, participant) => {
        if (participant.isLocal) listener.onQuality(quality);
      })
      .on(RoomEvent.LocalTrackPublished, () => listener.onSending())
      .on(RoomEvent.TrackMuted, (track, participant) => this.#tellMuted(track, participant, true))
      .on(RoomEvent.TrackUnmuted, (track, participant) => this.#tellMuted(track, participant, false))
      .on(RoomEvent.AudioPlaybackStatusChanged, () => listener.onBlockedSound(!room.canPlaybackAudio))
      .on(RoomEvent.Disconnected, (reason) => {
        if (!this.left) listener.onGone(whyGone(reason));
      });
    room.registerTextStreamHandler(TYPED, async (reader) => listener.onRefused(await reader.readAll()));
    room.registerTextStreamHandler(CAPTIONS, (reader, from) => this.#caption(reader, from.identity));
  }

  /**
   * @param {import("livekit-client").TrackPublication} track
   * @param {import("livekit-client").Participant} participant
   * @param {boolean} muted
   */
  #tellMuted(track, participant, muted) {
    if (participant.isLocal && track.source === Track.Source.Microphone) this.listener.onMuted(muted);
  }

  /**
   * @param {import("livekit-client").TextStreamReader} reader
   * @param {string} identity
   */
  async #caption(reader, identity) {
    const attributes = reader.info.attributes ?? {};
    const id = attributes["lk.segment_id"] ?? reader.info.id;
    const mine = identity === this.room.localParticipant.identity;
    let text = "";
    try {
      for await (const piece of reader) {
        text += piece;
        this.listener.onCaption(id, mine, text, false);
      }
    } catch (error) {
      // whoever spoke has gone in the middle of it; what came until then stays
      if (!(error instanceof DataStreamError)) throw error;
    }
    // the interviewer's words arrive in one stream each, the candidate's in one for each version
    this.listener.onCaption(id, mine, text, !mine || attributes["lk.transcription_final"] === "true");
  }

  #interviewer() {
    const others = [...this.room.remoteParticipants.values()];
    return others.find((participant) => participant.kind === ParticipantKind.AGENT);
  }

  #tellState() {
    const agent = this.#interviewer();
    const told = agent?.attributes ?? {};
    const left = told["interview.seconds_left"];
    this.listener.onState({
      agent: agent ? (told[AGENT_STATE] ?? "initializing") : "",
      question: Number(told["interview.question_number"] ?? 0),
      questions: Number(told["interview.question_count"] ?? 0),
      secondsLeft: left === undefined ? null : Number(left),
      move: told["interview.move"] ?? "",
      paused: told["interview.paused"] === "true",
      saysGoodbye: told["interview.closing"] === "true",
      voiceless: told["interview.voiceless"] === "true",
      nods: Number(told["interview.nods"] ?? 0),
    });
  }
}

/**
 * @param {DisconnectReason | undefined} reason
 * @returns {"ended" | "elsewhere" | "lost"}
 */
function whyGone(reason) {
  switch (reason) {
    case DisconnectReason.DUPLICATE_IDENTITY:
      return "elsewhere";
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
    case DisconnectReason.PARTICIPANT_REMOVED:
      return "ended";
    default:
      return "lost";
  }
}
