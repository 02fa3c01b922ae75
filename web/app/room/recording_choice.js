// @ts-check
/** Whether a spoken interview is recorded: only for who wants it. */

import { h } from "../dom.js";

/** Return the choice with what follows from it; off unless it is made. */
export function recordingChoice() {
  return h(
    "div",
    { class: "card" },
    h("h2", {}, "Recording"),
    h(
      "label",
      { class: "choice" },
      h("input", { type: "checkbox", name: "record_audio", "aria-describedby": "record-hint" }),
      h("span", {}, "Keep the sound of this interview"),
    ),
    h(
      "p",
      { class: "hint", id: "record-hint" },
      "Your voice and the interviewer's are kept with the interview, so that you can hear any answer again from ",
      "its quotes. Nobody else hears it unless you share it. It is not needed for the result, and it is deleted with ",
      "the interview.",
    ),
  );
}
