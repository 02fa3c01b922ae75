// @ts-check
/** Fields of forms with their labels, hints and errors, and the sending of a form. */

import { fill, h } from "../dom.js";
import { ApiError } from "../api.js";
import { capital } from "../words.js";
import { explain, notice } from "./notice.js";

/**
 * @typedef {object} FieldOptions
 * @property {string} [hint]
 * @property {string} [type]
 * @property {unknown} [value]
 * @property {boolean} [required]
 * @property {string} [autocomplete]
 * @property {number | string} [min]
 * @property {number | string} [max]
 * @property {number | string} [step]
 * @property {number} [minlength]
 * @property {number} [maxlength]
 * @property {string} [pattern] a regular expression, as HTML has it
 * @property {number} [rows] makes it a field of several lines
 * @property {[string, string][]} [choices] values and names; makes it a list
 * @property {string} [placeholder]
 */

/**
 * Return a labelled field.
 *
 * @param {string} name
 * @param {string} label
 * @param {FieldOptions} [options]
 */
export function field(name, label, options = {}) {
  const { hint, choices, rows, value, ...attributes } = options;
  const id = `field-${name}`;
  const described = `${id}-error${hint ? ` ${id}-hint` : ""}`;
  const shared = { id, name, "aria-describedby": described, ...attributes };
  let control;
  if (choices) {
    control = h(
      "select",
      shared,
      choices.map(([key, text]) => h("option", { value: key, selected: key === value }, text)),
    );
  } else if (rows) {
    control = h("textarea", { ...shared, rows, value: value ?? "" });
  } else {
    control = h("input", { type: "text", ...shared, value: value ?? "" });
  }
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    hint ? h("span", { class: "hint", id: `${id}-hint` }, hint) : null,
    control,
    h("span", { class: "field-error", id: `${id}-error` }),
  );
}

/**
 * Return a form. While `send` runs the button is off; what it throws is shown, at the fields where
 * the API names them.
 *
 * @param {string} button what the button says
 * @param {(values: FormData) => Promise<void>} send
 * @param {...import("../dom.js").Children} children
 */
export function form(button, send, ...children) {
  const trouble = h("div", { class: "trouble" });
  const submit = h("button", { class: "primary", type: "submit" }, button);
  const made = h("form", { onsubmit: sent }, ...children, trouble, h("p", { class: "actions" }, submit));
  return made;

  /** @param {Event} event */
  async function sent(event) {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    clear(made);
    try {
      await send(new FormData(made));
    } catch (error) {
      show(made, trouble, error);
    } finally {
      submit.disabled = false;
    }
  }
}

/**
 * Take back what was said to be wrong.
 *
 * @param {HTMLFormElement} made
 */
export function clear(made) {
  made.querySelector(".trouble")?.replaceChildren();
  for (const text of made.querySelectorAll(".field-error")) text.textContent = "";
  for (const control of made.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
}

/**
 * @param {HTMLFormElement} made
 * @param {Element} trouble
 * @param {unknown} error
 */
function show(made, trouble, error) {
  const rest = [];
  for (const { field: name, message } of error instanceof ApiError ? error.fields : []) {
    const control = made.elements.namedItem(name.split(".")[0] ?? "");
    if (!(control instanceof HTMLElement)) {
      rest.push(`${name}: ${plainly(message)}`);
      continue;
    }
    control.setAttribute("aria-invalid", "true");
    const text = made.querySelector(`#${CSS.escape(control.id)}-error`);
    if (text) text.textContent = plainly(message);
  }
  const first = made.querySelector("[aria-invalid]");
  if (first instanceof HTMLElement) first.focus();
  // the fields themselves say what is wrong, better than one line about all of them
  const said = first && !rest.length ? "Please look at what is marked above." : explain(error);
  fill(trouble, notice("error", said, rest.map((line) => h("p", {}, line))));
}

/** How a check of the API is put, and how a person puts it. */
const PLAIN = /** @type {[RegExp, string][]} */ ([
  [/^String should have at most (\d+) characters?$/, "At most $1 characters, please."],
  [/^String should have at least (\d+) characters?$/, "At least $1 characters, please."],
  [/^Input should be less than or equal to (\d+)$/, "At most $1, please."],
  [/^Input should be greater than or equal to (\d+)$/, "At least $1, please."],
  [/^value is not a valid email address.*$/, "This is no email address."],
  [/^String should match pattern.*$/, "It holds a character that cannot be stored."],
  [/^Field required$|^must not be blank$/, "Please fill this in."],
]);

/**
 * Return a message of the API as one would say it.
 *
 * @param {string} message
 */
function plainly(message) {
  const known = PLAIN.find(([form]) => form.test(message));
  return known ? message.replace(...known) : capital(message);
}

/**
 * Return a text of a form, null when it is empty.
 *
 * @param {FormData} values
 * @param {string} name
 * @returns {string | null}
 */
export function textOf(values, name) {
  const value = values.get(name);
  return typeof value === "string" && value.trim() ? value.trim() : null;
}

/**
 * Return the parts of a text.
 *
 * @param {FormData} values
 * @param {string} name
 * @param {RegExp} between what separates them
 * @returns {string[]}
 */
export function listOf(values, name, between) {
  return (textOf(values, name) ?? "").split(between).map((part) => part.trim()).filter(Boolean);
}
