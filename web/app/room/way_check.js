// @ts-check
/** The line in the lobby that says whether sound gets to the interviewer. */

import { fill, h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";

/** @type {Record<"server" | "sound", string>} */
const WHY = {
  server: "The room server cannot be reached from here, so nothing can be said aloud.",
  sound: "The room server is there, but no sound gets through to it: a VPN, a firewall or a setting of this browser keeps it back.",
};
const NO_CALLS = "This browser has no calls (WebRTC), so it can hold no spoken interview. Another one can, or you answer in writing.";

/** Whether this browser can hold a call at all. */
export function holdsCalls() {
  return "RTCPeerConnection" in window;
}

/**
 * Return the line, and what tries the way.
 *
 * @param {import("../router.js").Scene} scene
 * @param {() => void} write goes on in writing
 */
export function wayCheck({ api, signal }, write) {
  const line = h("div", { class: "way" });
  if (!holdsCalls()) fail(NO_CALLS, false);
  return { line, attempt };

  async function attempt() {
    fill(line, h("p", { class: "hint", role: "status" }, "Trying the way to the interviewer…"));
    try {
      const [{ tryTheWay }, access] = await Promise.all([
        import("./trial_call.js"),
        api.post("/ai-interview/livekit/trial", undefined, { signal }),
      ]);
      const outcome = await tryTheWay(access, signal);
      if (signal.aborted) return;
      if ("fails" in outcome) return fail(WHY[outcome.fails], true);
      fill(line, h("p", { role: "status" }, `✓ Sound reaches the interviewer, ${Math.max(1, outcome.milliseconds)} ms.`));
    } catch (error) {
      if (!signal.aborted) fail(explain(error), true);
    }
  }

  /**
   * @param {string} why
   * @param {boolean} again whether trying once more may help
   */
  function fail(why, again) {
    fill(
      line,
      notice("warning", why),
      h(
        "p",
        { class: "actions" },
        h("button", { type: "button", onclick: write }, "Go on in writing"),
        again ? h("button", { type: "button", onclick: attempt }, "Try again") : null,
      ),
    );
  }
}
