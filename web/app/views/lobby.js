// @ts-check
/** Before the interview: what kind it is, and whether it is spoken or written. */

import { fill, h } from "../dom.js";
import { INTERVIEW_TYPES } from "../interview_types.js";
import { knownProfile } from "../known_profile.js";
import { field, form, textOf } from "../parts/fields.js";
import { notice } from "../parts/notice.js";
import { postingField } from "../parts/posting.js";
import { continueCard, mayStart, unfinished } from "./going_on.js";
import { LEVELS, nameOf } from "../words.js";
import { cameraChoice } from "../room/camera.js";
import { microphoneCheck } from "../room/microphone_check.js";
import { ownPaceChoice } from "../room/own_pace_choice.js";
import { patienceChoice } from "../room/patience_choice.js";
import { RequestKey } from "../request_key.js";
import { holdsCalls, wayCheck } from "../room/way_check.js";
import { aboutHowLong } from "../room/place_in_line.js";
import { recordingChoice } from "../room/recording_choice.js";

/** @type {import("../router.js").Screen} */
export async function lobby(scene) {
  const { api, signal } = scene;
  const [known, rooms, earlier, card] = await Promise.all([
    knownProfile(api, signal),
    api.get("/ai-interview/livekit/status", signal),
    scene.params[0] ? following(scene, scene.params[0]) : null,
    unfinished(api, signal).then((open) => continueCard(scene, open)),
  ]);
  const key = new RequestKey();
  const aloud = rooms.available && holdsCalls() && earlier?.mode !== "text";
  const check = h("div", { class: "check" });

  /** @param {FormData} values */
  async function start(values) {
    if (!(await mayStart(scene))) return;
    const type = textOf(values, "interview_type") ?? "general";
    const role = textOf(values, "role_context");
    const name = `${nameOf(INTERVIEW_TYPES, type)} interview`;
    const planned = type === earlier?.interview_type ? earlier.title : null;
    const body = {
      title: planned ?? (role ? `${name}: ${role}`.slice(0, 200) : name),
      interview_type: type,
      role_context: role,
      company_context: textOf(values, "company_context"),
      difficulty_level: values.get("difficulty_level"),
      custom_instructions: textOf(values, "custom_instructions"),
      job_description: textOf(values, "job_description"),
      mode: values.get("mode"),
      question_count: Number(values.get("question_count")),
      duration_minutes: Number(values.get("duration_minutes")),
      record_audio: values.get("record_audio") !== null,
      own_pace: values.get("own_pace") !== null,
      patience: values.get("patience") ?? "usual",
      audible_nods: values.get("mode") !== "voice" || values.get("audible_nods") !== null,
    };
    const started = await api.post("/ai-interview/sessions", body, { headers: key.headers(body) });
    scene.go(`/interview/${started.session_id}`);
  }

  const made = form(
    "Start the interview",
    start,
    h(
      "section",
      { class: "card" },
      h("h2", {}, "What do you want to practise?"),
      h(
        "div",
        { class: "two" },
        field("interview_type", "Type of interview", {
          choices: INTERVIEW_TYPES,
          value: earlier?.interview_type ?? known?.preferred_interview_types?.[0] ?? INTERVIEW_TYPES[0]?.[0],
        }),
        field("difficulty_level", "Level", {
          choices: LEVELS,
          value: earlier?.difficulty_level ?? known?.difficulty_preference ?? "medium",
        }),
        field("role_context", "Role", { value: earlier?.role_context ?? known?.target_role ?? known?.current_role, maxlength: 200 }),
        field("company_context", "Company", { value: earlier?.company_context ?? known?.target_companies?.[0], maxlength: 200 }),
        field("question_count", "Questions", { type: "number", min: 3, max: 12, value: earlier?.question_count ?? 5, required: true }),
        field("duration_minutes", "Minutes", { type: "number", min: 5, max: 60, value: earlier?.duration_minutes ?? 30, required: true }),
      ),
      h(
        "details",
        { open: Boolean(earlier?.custom_instructions) },
        h("summary", {}, "Instructions for the interviewer"),
        field("custom_instructions", "What should it look at?", {
          rows: 3,
          maxlength: 2000,
          value: earlier?.custom_instructions,
          hint: "For example: focus on scalability, or be strict about results",
        }),
      ),
      h(
        "details",
        { open: Boolean(earlier?.job_description ?? known?.job_description) },
        h("summary", {}, "A job you apply for"),
        postingField(scene, earlier?.job_description ?? known?.job_description),
      ),
    ),
    h(
      "fieldset",
      { class: "modes" },
      h("legend", {}, "How do you want to answer?"),
      mode("voice", "Aloud", `A spoken interview in a room, with captions.${line(rooms)}`, aloud),
      mode("text", "In writing", "The same interviewer, without a microphone.", !aloud),
    ),
    rooms.available
      ? null
      : notice(
          "warning",
          "A spoken interview cannot be held right now: ",
          missingPart(rooms),
          "You can answer in writing, or reload this page in a moment.",
        ),
    check,
  );
  made.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "mode") showCheck();
  });
  showCheck();
  return h("section", { class: "narrow" }, h("h1", {}, "New interview"), card, made);

  function write() {
    const text = made.querySelector("input[name=mode][value=text]");
    if (!(text instanceof HTMLInputElement)) return;
    text.checked = true;
    text.focus();
    showCheck();
  }

  function showCheck() {
    const spoken = new FormData(made).get("mode") === "voice";
    if (spoken && !check.hasChildNodes()) {
      const choices = [cameraChoice(signal), recordingChoice(), ownPaceChoice(earlier?.own_pace), patienceChoice(earlier?.patience, earlier?.audible_nods)];
      fill(check, microphoneCheck(signal, wayCheck(scene, write)), ...choices);
    }
    check.hidden = !spoken;
  }
}

/**
 * @param {string} key
 * @param {string} name
 * @param {string} text
 * @param {boolean} checked
 */
function mode(key, name, text, checked) {
  return h(
    "label",
    { class: "mode" },
    h("input", { type: "radio", name: "mode", value: key, checked }),
    h("span", {}, h("strong", {}, name), h("small", {}, text)),
  );
}

/**
 * Return the body of the interview that follows from an earlier one: as it was planned from what
 * recurs, else the same kind again.
 *
 * @param {import("../router.js").Scene} scene
 * @param {string} id
 * @returns {Promise<Record<string, any>>}
 */
async function following({ api, signal }, id) {
  const path = `/ai-interview/sessions/${id}`;
  /** @type {[import("../types.js").Session, {next_interview: import("../types.js").NextInterview | null}[]]} */
  const [session, versions] = await Promise.all([
    api.get(path, signal),
    api.get(`${path}/assessments`, signal),
  ]);
  return {
    interview_type: session.interview_type,
    difficulty_level: session.difficulty_level,
    role_context: session.role_context,
    company_context: session.company_context,
    // a drill of one question is no measure of an interview
    question_count: session.again ? undefined : session.planned_question_count,
    duration_minutes: session.again ? undefined : session.duration_minutes,
    own_pace: session.own_pace,
    patience: session.patience,
    audible_nods: session.audible_nods,
    ...versions.at(-1)?.next_interview?.start,
    mode: session.mode,
  };
}

/**
 * Return what somebody should know who comes while others wait for an interviewer.
 *
 * @param {{waiting: number, wait_seconds: number | null}} rooms
 */
function line({ waiting, wait_seconds }) {
  if (!waiting) return "";
  const others = waiting === 1 ? "One candidate waits" : `${waiting} candidates wait`;
  return ` ${others} for an interviewer: yours begins after them${aboutHowLong(wait_seconds)}.`;
}

/**
 * Say which part of a spoken interview is missing.
 *
 * @param {{ server: boolean, worker: boolean | null, speech: boolean | null }} rooms
 */
function missingPart(rooms) {
  if (!rooms.server) return "the room server does not answer. ";
  if (rooms.worker === false) return "no interviewer is there yet. ";
  return "the interviewer can neither hear nor speak. ";
}
