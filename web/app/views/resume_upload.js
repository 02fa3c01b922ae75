// @ts-check
/** A resume fills the profile: its text is kept, what it states is proposed in the empty fields. */

import { fill, h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";
import { workPeriods } from "./work_periods.js";

const INDEX = "/ai-interview/profile/index";
/** So long between two looks at the index, and so many of them. */
const LOOK_SECONDS = 2;
const LOOKS = 30;
const ADDRESS = "/ai-interview/profile/resume";
const ON_LINES = new Set(["education", "certifications"]);

/**
 * @typedef {object} Suggestion What a resume states.
 * @property {Record<string, string | number | string[] | null>} suggested
 * @property {Record<string, string>} suggested_from for each suggested field the line it was read from
 * @property {boolean} reading whether a model still reads
 * @property {import("./work_periods.js").WorkPeriod[]} work_periods
 *
 * @typedef {object} Kept
 * @property {string | null} resume_text
 * @property {string[]} notes pages that could not be read, each with what to do about it
 *
 * @typedef {Suggestion & Kept} Stored The profile as it is stored, and what its resume states.
 */

/**
 * Return the panel that takes a resume.
 *
 * @param {import("../router.js").Scene} scene
 * @param {boolean} there whether there is a resume already
 * @param {object} on
 * @param {(stored: Stored) => string[]} on.stored returns the names of the fields it has filled
 * @param {(better: Suggestion) => string[]} on.better as well, of what a model has read afterwards
 */
export function resumeUpload(scene, there, on) {
  const outcome = h("div");
  const found = h("p", { class: "hint", role: "status" });
  let uploads = 0;
  const chosen = h("input", {
    type: "file",
    id: "resume",
    accept: ".pdf,.docx,.odt,.rtf,.html,.htm,.txt,.md",
    "aria-describedby": "resume-hint",
    onchange: send,
  });
  return h(
    "div",
    { class: "card field upload" },
    h("label", { for: "resume" }, there ? "Replace your resume" : "Upload your resume"),
    h(
      "span",
      { class: "hint", id: "resume-hint" },
      "PDF, DOCX, ODT, RTF, HTML, TXT or MD, at most 5 MB. It fills the fields below for you to check; only its text is kept.",
    ),
    chosen,
    outcome,
    found,
  );

  async function send() {
    const file = chosen.files?.[0];
    if (!file) return;
    const body = new FormData();
    body.append("file", file);
    chosen.disabled = true;
    fill(outcome, notice("info", "Reading it…"));
    fill(found);
    uploads += 1;
    try {
      const answer = await scene.api.ask("POST", ADDRESS, { form: body, signal: scene.signal });
      /** @type {Stored} */
      const stored = await answer.json();
      tell(stored, on.stored(stored));
      const mine = uploads;
      void untilFound(mine);
      if (stored.reading) void readBetter(stored, mine);
    } catch (error) {
      if (!scene.signal.aborted) fill(outcome, notice("error", explain(error)));
    } finally {
      chosen.disabled = false;
    }
  }

  /**
   * @param {Stored} stored
   * @param {string[]} filled
   */
  function tell(stored, filled) {
    fill(
      outcome,
      notice("info", "It has been read. ", whatNow(filled)),
      stored.reading ? notice("info", "It is being read once more, closely: fields you have not touched may still change.") : null,
      ...stored.notes.map((note) => notice("warning", note)),
    );
  }

  /**
   * Ask for what the model has read; where it cannot be had, what the rules have read stays.
   *
   * @param {Stored} stored
   * @param {number} mine
   */
  async function readBetter(stored, mine) {
    const kept = { ...stored, reading: false };
    try {
      const better = await scene.api.get(`${ADDRESS}/suggestion`, scene.signal);
      if (mine === uploads) tell(kept, on.better(better));
    } catch (error) {
      if (!scene.signal.aborted && mine === uploads) {
        fill(outcome, notice("info", "It has been read. Check the fields below, and save."), notice("warning", explain(error)));
      }
    }
  }

  /**
   * Tell when the coach finds what the resume holds.
   *
   * @param {number} mine
   */
  async function untilFound(mine) {
    for (let look = 0; look < LOOKS && mine === uploads && !scene.signal.aborted; look += 1) {
      const state = await scene.api.get(INDEX, scene.signal).catch(() => null);
      if (mine !== uploads || scene.signal.aborted) return;
      if (state?.state === "current") {
        fill(found, "The coach finds what it says.");
        return;
      }
      fill(found, "It is being indexed for the coach…");
      await new Promise((resolve) => setTimeout(resolve, LOOK_SECONDS * 1000));
    }
  }
}

/** @param {string[]} filled */
function whatNow(filled) {
  return filled.length
    ? `Filled in from it: ${filled.join(", ")}. Check them, and save.`
    : "It names nothing for the empty fields; its text stands under “More about you”.";
}

/** @param {string} line */
function shortened(line) {
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

/**
 * Put what a resume states into the fields that are empty or not yet confirmed, each marked as not
 * yet confirmed, and return the names of those fields. What a person has written is left alone.
 *
 * @param {HTMLFormElement} form
 * @param {Suggestion} told
 */
export function takeOver(form, told) {
  const filled = [];
  for (const [name, value] of Object.entries(told.suggested)) {
    const control = form.elements.namedItem(name);
    const words = Array.isArray(value) ? value.join(ON_LINES.has(name) ? "\n" : ", ") : String(value ?? "");
    const writable = control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement;
    if (!writable || !words) continue;
    if (control.value.trim() && !control.classList.contains("proposed")) continue;
    propose(control, words, told.suggested_from[name] ?? words);
    if (name === "years_of_experience" && told.work_periods.length) countFrom(control, told.work_periods);
    const around = control.closest("details");
    if (around) around.open = true;
    filled.push(control.labels?.[0]?.textContent ?? name);
  }
  return filled;
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @param {string} words
 * @param {string} line where they were read
 */
function propose(control, words, line) {
  settle(control);
  control.value = words;
  control.classList.add("proposed");
  control.after(h("span", { class: "hint read-from" }, `Read from: “${shortened(line)}”`));
  control.addEventListener("input", () => settle(control), { once: true });
}

/**
 * Take away what marks a field as not yet confirmed.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 */
function settle(control) {
  control.classList.remove("proposed");
  for (const hint of control.parentElement?.querySelectorAll(".read-from, .periods") ?? []) hint.remove();
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} control the field of the years
 * @param {import("./work_periods.js").WorkPeriod[]} periods
 */
function countFrom(control, periods) {
  const list = workPeriods(periods, (years) => {
    control.value = String(years);
  });
  control.parentElement?.append(list);
}
