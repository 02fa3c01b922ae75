// @ts-check
/** Taking the interview along. */

import { fill, h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";

/**
 * @param {import("../router.js").Scene} scene
 * @param {import("../types.js").Session} session
 */
export function downloads(scene, session) {
  const path = `/ai-interview/sessions/${session.id}`;
  const trouble = h("div");
  /** @type {[string, string, string][]} */
  const forms = [
    ["Text", `${path}/transcript?format=txt`, "txt"],
    ["Captions (VTT)", `${path}/transcript?format=vtt`, "vtt"],
    ["Everything (JSON)", path, "json"],
  ];
  return h(
    "section",
    { class: "downloads", "aria-labelledby": "downloads" },
    h("h2", { id: "downloads" }, "Take it along"),
    h(
      "p",
      { class: "actions" },
      forms.map(([name, address, ending]) =>
        h("button", { onclick: () => download(address, `interview-${session.id}.${ending}`) }, name),
      ),
      h("button", { onclick: () => window.print() }, "Print or save as PDF"),
    ),
    trouble,
  );

  /**
   * @param {string} address
   * @param {string} name
   */
  async function download(address, name) {
    fill(trouble);
    try {
      const answer = await scene.api.ask("GET", address, { signal: scene.signal });
      const held = URL.createObjectURL(await answer.blob());
      h("a", { href: held, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(held), 10_000);
    } catch (error) {
      if (!scene.signal.aborted) fill(trouble, notice("error", explain(error)));
    }
  }
}
