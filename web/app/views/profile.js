// @ts-check
/** The candidate's profile: a few fields, or a resume that fills the rest. */

import { h } from "../dom.js";
import { INTERVIEW_TYPES } from "../interview_types.js";
import { knownProfile } from "../known_profile.js";
import { field, form, listOf, textOf } from "../parts/fields.js";
import { postingField } from "../parts/posting.js";
import { LEVELS } from "../words.js";
import { ownData } from "./own_data.js";
import { resumeUpload, takeOver } from "./resume_upload.js";

const PROFILE = "/ai-interview/profile";
const COMMAS = /[,\n]/;
const LINES = /\n/;
/** The lists, and what stands between their parts. */
const LISTS = {
  technical_skills: COMMAS,
  soft_skills: COMMAS,
  target_companies: COMMAS,
  education: LINES,
  certifications: LINES,
};
const TEXTS = [
  "current_role",
  "current_company",
  "target_role",
  "bio",
  "resume_text",
  "job_description",
  "difficulty_preference",
];

/** @type {import("../router.js").Screen} */
export async function profile(scene) {
  const { api } = scene;
  let known = await knownProfile(api, scene.signal);

  /** @param {FormData} values */
  async function save(values) {
    const years = textOf(values, "years_of_experience");
    const body = {
      ...Object.fromEntries(TEXTS.map((name) => [name, textOf(values, name)])),
      ...Object.fromEntries(Object.entries(LISTS).map(([name, between]) => [name, listOf(values, name, between)])),
      preferred_interview_types: values.getAll("preferred_interview_types"),
      years_of_experience: years === null ? null : Number(years),
    };
    known = await (await api.ask(known ? "PUT" : "POST", PROFILE, { json: body })).json();
    scene.go("/new");
  }

  /** @param {string} name */
  const value = (name) => (Array.isArray(known?.[name]) ? known[name].join(", ") : known?.[name]);
  const preferred = new Set(known?.preferred_interview_types ?? []);
  const made = form(
    "Save and go on",
    save,
    h(
      "div",
      { class: "two" },
      field("current_role", "Current role", { value: value("current_role"), maxlength: 200 }),
      field("current_company", "Current company", { value: value("current_company"), maxlength: 200 }),
      field("years_of_experience", "Years of experience", {
        type: "number",
        min: 0,
        max: 80,
        step: "any",
        value: value("years_of_experience"),
      }),
      field("target_role", "Role you want", { value: value("target_role"), maxlength: 200 }),
    ),
    field("technical_skills", "Technical skills", {
      hint: "Separated by commas",
      value: value("technical_skills"),
    }),
    h(
      "details",
      {},
      h("summary", {}, "More about you"),
      field("target_companies", "Companies you want", { hint: "Separated by commas", value: value("target_companies") }),
      field("soft_skills", "Other strengths", { hint: "Separated by commas", value: value("soft_skills") }),
      field("education", "Education", { rows: 2, hint: "One a line", value: lines("education") }),
      field("certifications", "Certifications", { rows: 2, hint: "One a line", value: lines("certifications") }),
      field("difficulty_preference", "Usual level", {
        choices: [["", "No preference"], ...LEVELS],
        value: value("difficulty_preference") ?? "",
      }),
      h(
        "fieldset",
        {},
        h("legend", {}, "Interviews you want to practise"),
        INTERVIEW_TYPES.map(([key, name]) =>
          h(
            "label",
            { class: "choice" },
            h("input", {
              type: "checkbox",
              name: "preferred_interview_types",
              value: key,
              checked: preferred.has(key),
            }),
            name,
          ),
        ),
      ),
      field("bio", "In your own words", { rows: 4, maxlength: 5000, value: value("bio") }),
      field("resume_text", "Resume as text", { rows: 8, maxlength: 100000, value: value("resume_text") }),
      postingField(scene, value("job_description")),
    ),
  );
  return h(
    "section",
    { class: "narrow" },
    h("h1", {}, "Your profile"),
    h("p", { class: "lead" }, "The interviewer prepares from it. Everything is optional."),
    resumeUpload(scene, Boolean(known?.resume_text), {
      stored(stored) {
        known = stored;
        const text = made.elements.namedItem("resume_text");
        if (text instanceof HTMLTextAreaElement) text.value = stored.resume_text ?? "";
        return takeOver(made, stored);
      },
      better: (told) => takeOver(made, told),
    }),
    h("div", { class: "card" }, made),
    ownData(scene),
  );

  /** @param {string} name */
  function lines(name) {
    return (known?.[name] ?? []).join("\n");
  }
}
