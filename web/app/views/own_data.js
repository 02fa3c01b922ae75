// @ts-check
/** What is kept of a person: take it along, or have it deleted. */

import { fill, h } from "../dom.js";
import { download } from "../parts/download.js";
import { explain, notice } from "../parts/notice.js";

/** @param {import("../router.js").Scene} scene */
export function ownData(scene) {
  const { api, account, signal } = scene;
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
    trouble,
  );

  async function takeAlong() {
    await download(api, "/auth/me/export", "greenroom.json", signal);
  }

  async function deleteAll() {
    const sure = window.confirm("Delete your account with all interviews and results? This cannot be undone.");
    if (!sure) return;
    await api.ask("DELETE", "/auth/me");
    account.leave();
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
