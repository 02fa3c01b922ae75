// @ts-check
/** Whether a spoken interview is recorded: only for who wants it. */

import { choice } from "../parts/choice.js";

/** Return the choice with what follows from it. */
export function recordingChoice() {
  return choice("record_audio", {
    title: "Recording",
    label: "Keep the sound of this interview",
    hint: [
      "Your voice and the interviewer's are kept with the interview, so that you can hear any answer again from ",
      "its quotes. Nobody else hears it unless you share it. It is not needed for the result, and it is deleted with ",
      "the interview.",
    ],
  });
}
