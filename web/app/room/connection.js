// @ts-check
/**
 * Whether anything gets through. LiveKit notices a loss after some fifteen seconds; the browser
 * counts what arrives, and room servers answer sound several times a second.
 */

import { notice } from "../parts/notice.js";

const LOOK_MILLISECONDS = 400;
const SILENT_MILLISECONDS = 2000;
/** The level of somebody who speaks. */
const SPOKEN = 0.35;

export class Connection {
  /**
   * @param {import("./stage.js").Stage} stage
   * @param {import("./notices.js").Notices} notices
   * @param {AbortSignal} signal
   */
  constructor(stage, notices, signal) {
    this.stage = stage;
    this.notices = notices;
    this.signal = signal;
    this.watching = new AbortController();
    signal.addEventListener("abort", () => this.watching.abort());
    /** what says that nothing gets through: LiveKit, and the browser's own count */
    this.reconnecting = false;
    this.silent = false;
    /** since when, null while everything does */
    this.lostAt = /** @type {number | null} */ (null);
    this.spoken = false;
  }

  /** @param {"connected" | "reconnecting"} state what LiveKit says */
  tell(state) {
    this.reconnecting = state === "reconnecting";
    this.#change();
  }

  /**
   * Count from now on what comes back for the sound that is sent.
   *
   * @param {RTCRtpSender | undefined} sender
   */
  watch(sender) {
    this.watching.abort();
    this.watching = new AbortController();
    if (!sender || this.signal.aborted) return;
    const until = this.watching.signal;
    let last = 0;
    let since = performance.now();
    const timer = setInterval(async () => {
      // a connection that has been replaced tells nothing any more, and nothing has arrived
      const arrived = await received(sender).catch(() => last);
      if (this.watching.signal !== until) return;
      if (arrived !== last) {
        last = arrived;
        since = performance.now();
      }
      this.silent = performance.now() - since > SILENT_MILLISECONDS;
      this.#change();
    }, LOOK_MILLISECONDS);
    until.addEventListener("abort", () => clearInterval(timer));
  }

  /** @param {number} level of the own voice, 0 to 1 */
  hear(level) {
    if (this.lostAt !== null && level > SPOKEN) this.spoken = true;
  }

  #change() {
    const lost = this.reconnecting || this.silent;
    if (lost === (this.lostAt !== null)) return;
    this.stage.showConnection(lost ? "reconnecting" : "connected");
    if (lost) {
      this.lostAt = Date.now();
      this.spoken = false;
      this.notices.clear("heard");
    } else {
      if (this.spoken) this.#sayWhatIsMissing(Date.now() - (this.lostAt ?? 0));
      this.lostAt = null;
    }
  }

  /** @param {number} milliseconds */
  #sayWhatIsMissing(milliseconds) {
    const seconds = Math.round((milliseconds + SILENT_MILLISECONDS) / 1000);
    const text = `The connection was away. What you said in about ${seconds} seconds did not get through: please say it again.`;
    this.notices.show("heard", notice("warning", text));
  }
}

/**
 * Return how much has arrived on the way that a sender uses.
 *
 * @param {RTCRtpSender} sender
 */
async function received(sender) {
  let bytes = 0;
  for (const found of (await sender.getStats()).values()) {
    if (found.type === "transport" || found.type === "candidate-pair") bytes += (found.bytesReceived ?? 0) + (found.packetsReceived ?? 0) + (found.responsesReceived ?? 0);
  }
  return bytes;
}
