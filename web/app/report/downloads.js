// @ts-check
/** Taking the interview along. */

import { fill, h } from "../dom.js";
import { download } from "../parts/download.js";
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
    ["Conversation (text)", `${path}/transcript?format=txt`, "txt"],
    ["Captions (VTT)", `${path}/transcript?format=vtt`, "vtt"],
    ["Conversation with measures (JSON)", path, "json"],
    ["Assessments (JSON)", `${path}/assessments`, "assessments.json"],
  ];
  return h(
    "section",
    { class: "downloads", "aria-labelledby": "downloads" },
    h("h2", { id: "downloads" }, "Take it along"),
    h(
      "p",
      { class: "actions" },
      forms.map(([name, address, ending]) =>
        h("button", { onclick: () => save(address, `interview-${session.id}.${ending}`) }, name),
      ),
      h("button", { onclick: () => window.print() }, "Print or save as PDF"),
    ),
    trouble,
  );

  /**
   * @param {string} address
   * @param {string} name
   */
  async function save(address, name) {
    fill(trouble);
    try {
      await download(scene.api, address, name, scene.signal);
    } catch (error) {
      if (!scene.signal.aborted) fill(trouble, notice("error", explain(error)));
    }
  }
}
