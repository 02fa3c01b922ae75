// @ts-check
/** Messages to the person: what went wrong, and what can be done. */

import { h } from "../dom.js";
import { ApiError } from "../api.js";

/**
 * Return what to tell a person about an error.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  return error instanceof Error && error.message ? error.message : "Something went wrong.";
}

/**
 * Return a notice. An `error` is read out at once, anything else when there is time.
 *
 * @param {"error" | "warning" | "info"} kind
 * @param {...import("../dom.js").Children} children
 */
export function notice(kind, ...children) {
  const role = kind === "error" ? "alert" : "status";
  return h("div", { class: `notice ${kind}`, role }, ...children);
}

/**
 * Return a whole screen that says what failed and offers to try again, or what is not there and
 * where else to look.
 *
 * @param {unknown} error
 * @param {() => void} again
 */
export function failure(error, again) {
  if (error instanceof ApiError && error.status === 404) {
    return h(
      "section",
      { class: "narrow" },
      h("h1", {}, "Nothing here"),
      notice("info", explain(error), " It may have been deleted, or belong to another account."),
      h("p", {}, h("a", { class: "button primary", href: "#/sessions" }, "Your interviews")),
    );
  }
  return h(
    "section",
    { class: "narrow" },
    h("h1", {}, "That did not work"),
    notice("error", explain(error)),
    h("p", {}, h("button", { class: "primary", onclick: again }, "Try again")),
  );
}
