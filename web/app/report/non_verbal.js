// @ts-check
/** What was counted with the camera on, beside the score: it weighs nothing. */

import { h } from "../dom.js";
import { scoreLine } from "../parts/gauge.js";
import { capital, number } from "../words.js";
import { fold } from "./fold.js";

/** @import {NonVerbalPanel} from "../types.js" */

/**
 * Return the panel, nothing for an interview in which no camera was to be looked at.
 *
 * @param {NonVerbalPanel | undefined} panel
 */
export function nonVerbal(panel) {
  if (!panel?.opted_in) return null;
  const observed = panel.observed_seconds !== null && panel.reason === null;
  return fold(
    "non-verbal",
    "Beside the score: the camera",
    observed
      ? h("p", { class: "hint" }, `Counted in ${number(panel.observed_seconds)} s of picture; it changes no score.`)
      : h(
          "p",
          { class: "hint" },
          `Nothing was counted: ${(panel.reason ?? "the camera was off").replace("the candidate", "you")}. It would change no score, and looking away to think is normal.`,
        ),
    observed
      ? panel.dimensions.map((dimension) =>
          h(
            "details",
            { class: "dimension" },
            scoreLine(dimension.title, dimension.score, "Counted", "not observed"),
            h(
              "div",
              { class: "grounds" },
              dimension.null_reason ? h("p", {}, capital(dimension.null_reason)) : null,
              dimension.rule ? h("p", {}, dimension.rule) : null,
              dimension.level_description ? h("p", {}, `Level ${dimension.level} of 4: ${dimension.level_description}`) : null,
            ),
          ),
        )
      : null,
  );
}
