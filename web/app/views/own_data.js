// @ts-check
/** What is kept of a person: take it along, or have it deleted. */

import { fill, h } from "../dom.js";
import { download } from "../parts/download.js";
import { field, form } from "../parts/fields.js";
import { explain, notice } from "../parts/notice.js";

/** @param {import("../router.js").Scene} scene */
export function ownData(scene) {
  const { api, account, signal } = scene;
  const asking = h("div");
  const trouble = h("div");
  return h(
    "section",
    { "aria-labelledby": "own-data" },
    h("h2", { id: "own-data" }, "Your data"),
    h("p", { class: "hint" }, "Account, profile, interviews and assessments, as one file or gone for good."),
    h(
      "p",
      { class: "actions" },
      h("button", { onclick: () => attempt(takeAlong) }, "Download everything"),
      h("button", { class: "danger", onclick: () => attempt(deleteAll) }, "Delete everything"),
    ),
    asking,
    trouble,
  );

  async function takeAlong() {
    await download(api, "/auth/me/export", "greenroom.json", signal);
  }

  async function deleteAll() {
    fill(asking, certain());
    asking.querySelector("input")?.focus();
  }

  /** Return the form in which somebody who knows the password deletes everything. */
  function certain() {
    return form(
      "Delete it all for good",
      async (values) => {
        const known = { email: account.email, password: values.get("password") };
        await api.post("/auth/login", known, { anonymous: true });
        await api.ask("DELETE", "/auth/me");
        window.history.replaceState(window.history.state, "", "#/sign-in");
        account.bidFarewell();
      },
      h("p", {}, "Your account goes, with all interviews and results. This cannot be undone."),
      field("password", "Your password", { type: "password", required: true, autocomplete: "current-password", maxlength: 128 }),
    );
  }

  /** @param {() => Promise<void>} doing */
  async function attempt(doing) {
    fill(trouble);
    try {
      await doing();
    } catch (error) {
      if (!signal.aborted) fill(trouble, notice("error", explain(error)));
    }
  }
}
