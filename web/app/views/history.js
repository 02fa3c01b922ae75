// @ts-check
/** The interviews so far. */

import { fill, h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";
import { INTERVIEW_TYPES, LEVELS, STATUSES, nameOf, number, when } from "../words.js";

/** @import {SessionItem} from "../types.js" */

const PAGE = 20;

/** @type {import("../router.js").Screen} */
export async function history(scene) {
  const { api, signal } = scene;
  const list = h("ul", { class: "sessions" });
  const more = h("p", { class: "actions" });
  let shown = 0;
  await next();
  return h("section", { class: "narrow" }, h("h1", {}, "Your interviews"), list, more);

  async function next() {
    const answer = await api.ask("GET", `/ai-interview/sessions?skip=${shown}&limit=${PAGE}`, { signal });
    /** @type {SessionItem[]} */
    const page = await answer.json();
    const total = Number(answer.headers.get("X-Total-Count") ?? page.length);
    shown += page.length;
    list.append(...page.map((session) => item(scene, session)));
    if (!shown) fill(more, h("span", {}, "None yet. "), h("a", { href: "#/new" }, "Start the first one"));
    else if (shown < total) fill(more, h("button", { onclick: showMore }, "Show more"));
    else fill(more);
  }

  async function showMore() {
    try {
      await next();
    } catch (error) {
      if (!signal.aborted) more.append(notice("error", explain(error)));
    }
  }
}

/**
 * @param {import("../router.js").Scene} scene
 * @param {SessionItem} session
 */
function item(scene, session) {
  const open = session.status === "active" || session.status === "paused";
  const made = h(
    "li",
    { class: "card session" },
    h(
      "div",
      {},
      h("a", { class: "title", href: `#/${open ? "interview" : "report"}/${session.id}` }, session.title),
      h(
        "p",
        { class: "hint" },
        [
          nameOf(INTERVIEW_TYPES, session.interview_type),
          session.mode === "voice" ? "spoken" : "written",
          nameOf(LEVELS, session.difficulty_level).toLowerCase(),
          when(session.started_at ?? session.created_at),
        ].join(" · "),
      ),
    ),
    h("span", { class: `status ${session.status}` }, STATUSES[session.status] ?? session.status),
    h("span", { class: "figure" }, number(session.overall_score)),
    h("button", { class: "plain", "aria-label": `Delete ${session.title}`, onclick: remove }, "Delete"),
  );
  return made;

  async function remove() {
    if (!window.confirm(`Delete “${session.title}” with everything in it?`)) return;
    try {
      await scene.api.ask("DELETE", `/ai-interview/sessions/${session.id}`);
      made.remove();
    } catch (error) {
      made.append(notice("error", explain(error)));
    }
  }
}
