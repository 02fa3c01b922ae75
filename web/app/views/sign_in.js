// @ts-check
/** Signing in, or opening an account: the same two fields. */

import { h } from "../dom.js";
import { clear, field, form, textOf } from "../parts/fields.js";
import { notice } from "../parts/notice.js";

/** @type {import("../router.js").Screen} */
export function signIn(scene) {
  const { account, api } = scene;
  const next = scene.wanted ?? "/new";
  if (account.signedIn) {
    scene.replace(next);
    return h("div");
  }

  /**
   * @param {string} path
   * @param {FormData} values
   * @param {Record<string, unknown>} more
   */
  async function enter(path, values, more) {
    const email = textOf(values, "email") ?? "";
    const answer = await api.post(path, { email, password: values.get("password"), ...more });
    // set before the change is announced, which shows the screen of this address
    window.history.replaceState(window.history.state, "", path === "/auth/register" ? "#/profile" : `#${next}`);
    account.enter(answer.email ?? email, answer);
  }

  const entering = form(
    "Sign in",
    (values) => enter("/auth/login", values, {}),
    h("h2", {}, "Sign in"),
    field("email", "Email", { type: "email", required: true, maxlength: 254, autocomplete: "username" }),
    field("password", "Password", {
      type: "password",
      required: true,
      autocomplete: "current-password",
      maxlength: 128,
    }),
  );
  const opening = form(
    "Create account",
    (values) => enter("/auth/register", values, { full_name: textOf(values, "full_name") }),
    h("h2", {}, "New here?"),
    field("full_name", "Name", { autocomplete: "name", maxlength: 200, hint: "What the interviewer calls you; optional" }),
    field("new-email", "Email", { type: "email", required: true, maxlength: 254, autocomplete: "email" }),
    field("new-password", "Password", {
      type: "password",
      required: true,
      autocomplete: "new-password",
      minlength: 10,
      maxlength: 128,
      // not of blanks alone
      pattern: ".*\\S.*",
      hint: "At least 10 characters, and none of the common passwords",
    }),
  );
  // two forms on one page: ids differ, but the API knows the fields by the same names
  for (const control of opening.querySelectorAll("input")) {
    control.name = control.name.replace(/^new-/, "");
  }
  // what was wrong with one of them says nothing about the other
  entering.addEventListener("submit", () => clear(opening));
  opening.addEventListener("submit", () => clear(entering));
  return h(
    "section",
    { class: "entrance" },
    h("h1", {}, "Practise interviews aloud"),
    h(
      "p",
      { class: "lead" },
      "An interviewer listens, follows up and keeps time. Afterwards every score opens to what you said.",
    ),
    account.deleted
      ? notice("info", "Your account is gone, with all interviews and results. Thank you for practising here, and all the best.")
      : null,
    account.expired
      ? notice("info", "Your sign-in has ended. Sign in again, and you are back where you were.")
      : null,
    h("div", { class: "two" }, h("div", { class: "card" }, entering), h("div", { class: "card" }, opening)),
  );
}
