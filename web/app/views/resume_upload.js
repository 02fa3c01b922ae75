// @ts-check
/** A resume fills the profile: its text is kept, what it states is proposed in the empty fields. */

import { fill, h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";

const ADDRESS = "/ai-interview/profile/resume";
const ON_LINES = new Set(["education", "certifications"]);

/**
 * @typedef {object} Stored The profile as it is stored, and what its resume states beside it.
 * @property {string | null} resume_text
 * @property {Record<string, string | number | string[] | null>} suggested
 * @property {Record<string, string>} suggested_from for each suggested field the line it was read from
 * @property {string[]} notes pages that could not be read, each with what to do about it
 */

/**
 * Return the panel that takes a resume.
 *
 * @param {import("../router.js").Scene} scene
 * @param {boolean} there whether there is a resume already
 * @param {(stored: Stored) => string[]} onStored returns the names of the fields it has filled
 */
export function resumeUpload(scene, there, onStored) {
  const outcome = h("div");
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
  );

  async function send() {
    const file = chosen.files?.[0];
    if (!file) return;
    const body = new FormData();
    body.append("file", file);
    chosen.disabled = true;
    fill(outcome, notice("info", "Reading it…"));
    try {
      const answer = await scene.api.ask("POST", ADDRESS, { form: body, signal: scene.signal });
      /** @type {Stored} */
      const stored = await answer.json();
      const filled = onStored(stored);
      fill(
        outcome,
        notice("info", "It has been read. ", whatNow(filled)),
        ...stored.notes.map((note) => notice("warning", note)),
      );
    } catch (error) {
      if (!scene.signal.aborted) fill(outcome, notice("error", explain(error)));
    } finally {
      chosen.disabled = false;
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
 * Put what a resume states into the fields that are empty, each marked as not yet confirmed, and
 * return the names of those fields. What a person has written is left alone.
 *
 * @param {HTMLFormElement} form
 * @param {Stored} stored
 */
export function takeOver(form, stored) {
  const text = form.elements.namedItem("resume_text");
  if (text instanceof HTMLTextAreaElement) text.value = stored.resume_text ?? "";
  const filled = [];
  for (const [name, value] of Object.entries(stored.suggested)) {
    const control = form.elements.namedItem(name);
    const words = Array.isArray(value) ? value.join(ON_LINES.has(name) ? "\n" : ", ") : String(value ?? "");
    const writable = control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement;
    if (!writable || control.value.trim() || !words) continue;
    control.value = words;
    control.classList.add("proposed");
    const from = h("span", { class: "hint" }, `Read from: “${shortened(stored.suggested_from[name] ?? words)}”`);
    control.after(from);
    control.addEventListener(
      "input",
      () => {
        control.classList.remove("proposed");
        from.remove();
      },
      { once: true },
    );
    const around = control.closest("details");
    if (around) around.open = true;
    filled.push(control.labels?.[0]?.textContent ?? name);
  }
  return filled;
}
