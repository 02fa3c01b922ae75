// @ts-check
/** Whether pace is compared with the candidate's own usual one. */

import { choice } from "../parts/choice.js";

/**
 * Return the choice with what follows from it.
 *
 * @param {boolean} chosen whether it was made for the interview that this one follows
 */
export function ownPaceChoice(chosen) {
  return choice("own_pace", {
    title: "Pace",
    label: "Compare my pace with my own usual one",
    hint: [
      "For anyone who stammers, speaks a second language or simply talks faster or slower than most. Once three ",
      "spoken interviews tell your usual rate, keeping near it is as good as 120 to 180 words a minute.",
    ],
    checked: chosen,
  });
}
