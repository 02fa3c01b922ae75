// @ts-check
/** The job somebody applies for: its posting as text, as a file, or as an address. */

import { fill, h } from "../dom.js";
import { field } from "./fields.js";
import { explain, notice } from "./notice.js";

const ADDRESS = "/ai-interview/postings/file";
const KINDS = { must: "needed", nice: "nice to have", task: "task", seniority: "level" };

/**
 * @typedef {object} Posting
 * @property {string} job_description
 * @property {{text: string, kind: keyof typeof KINDS}[]} requirements
 * @property {string[]} notes
 */

/**
 * Return the field `job_description` with what fills it from a file and shows what was read.
 *
 * @param {import("../router.js").Scene} scene
 * @param {string | null | undefined} value
 */
export function postingField(scene, value) {
  const text = field("job_description", "Job posting", {
    rows: 6,
    maxlength: 20000,
    value,
    hint: "Paste its text, or its address where a search key is set: at least half of the questions serve what it asks for, and the report goes through it point by point",
  });
  const outcome = h("div");
  const chosen = h("input", {
    type: "file",
    id: "posting-file",
    accept: ".pdf,.docx,.odt,.rtf,.html,.htm,.txt,.md",
    onchange: read,
  });
  return [
    text,
    h("div", { class: "field upload" }, h("label", { for: "posting-file" }, "Or take it from a file"), chosen, outcome),
  ];

  async function read() {
    const file = chosen.files?.[0];
    const area = text.querySelector("textarea");
    if (!file || !area) return;
    const body = new FormData();
    body.append("file", file);
    chosen.disabled = true;
    fill(outcome, notice("info", "Reading it…"));
    try {
      /** @type {Posting} */
      const posting = await (await scene.api.ask("POST", ADDRESS, { form: body, signal: scene.signal })).json();
      area.value = posting.job_description;
      fill(outcome, asked(posting), ...posting.notes.map((note) => notice("warning", note)));
    } catch (error) {
      if (!scene.signal.aborted) fill(outcome, notice("error", explain(error)));
    } finally {
      chosen.disabled = false;
    }
  }
}

/** @param {Posting} posting */
function asked({ requirements }) {
  if (!requirements.length) {
    return notice("warning", "It names nothing that it asks for. Check its text above.");
  }
  return h(
    "details",
    { role: "status" },
    h("summary", {}, `It asks for ${requirements.length} ${requirements.length === 1 ? "thing" : "things"}`),
    h("ul", {}, requirements.map((one) => h("li", {}, one.text, h("span", { class: "hint" }, ` ${KINDS[one.kind]}`)))),
  );
}
