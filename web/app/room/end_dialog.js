// @ts-check
/** The questions before an interview is ended for good, or left. */

import { ask } from "../parts/question.js";

const STAY = { value: "", name: "Go on", look: /** @type {const} */ ("primary") };

/**
 * @param {AbortSignal} signal aborted when there is nothing to end any more
 * @returns {Promise<boolean>} whether the person means it
 */
export async function confirmEnd(signal) {
  const chosen = await ask(signal, {
    title: "End the interview?",
    text: ["It cannot be taken up again. What you have said so far is assessed."],
    choices: [STAY, { value: "end", name: "End it", look: "danger" }],
  });
  return chosen === "end";
}

/**
 * @param {AbortSignal} signal
 * @param {string} kept how long it can be gone on with
 * @returns {Promise<boolean>} whether the person means it
 */
export async function confirmLeave(signal, kept) {
  const chosen = await ask(signal, {
    title: "Leave the interview?",
    text: ["It is paused, and its clock stops. ", kept],
    choices: [STAY, { value: "leave", name: "Pause and leave", look: "" }],
  });
  return chosen === "leave";
}
