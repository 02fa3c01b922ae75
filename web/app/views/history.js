// @ts-check
/** The interviews so far. */

import { fill, h } from "../dom.js";
import { explain, notice } from "../parts/notice.js";
import { INTERVIEW_TYPES, LEVELS, STATUSES, nameOf, number, when } from "../words.js";

/** @import {SessionItem} from "../types.js" */

const PAGE = 50;
const MOST = 100;

/** @type {import("../router.js").Screen} */
export async function history(scene) {
  const { api, signal } = scene;
  const list = h("ul", { class: "sessions" });
  const more = h("p", { class: "actions", role: "status" });
  const status = choice("status", "State", Object.entries(STATUSES));
  const type = choice("type", "Type", INTERVIEW_TYPES);
  const search = h("input", { id: "search", type: "search", placeholder: "Title, role or company", oninput: sift });
  let shown = 0;
  /** how many lists were asked for; an answer to an earlier one is out of date */
  let asked = 0;
  await begin();
  return h(
    "section",
    { class: "narrow" },
    h("h1", {}, "Your interviews"),
    h(
      "div",
      { class: "sieve" },
      h("div", { class: "field" }, h("label", { for: "search" }, "Search"), search),
      status.field,
      type.field,
    ),
    list,
    more,
  );

  /**
   * @param {string} name
   * @param {string} label
   * @param {[string, string][]} choices
   */
  function choice(name, label, choices) {
    const select = h(
      "select",
      { id: name, onchange: () => attempt(begin) },
      h("option", { value: "" }, "All"),
      choices.map(([key, text]) => h("option", { value: key }, text)),
    );
    return { select, field: h("div", { class: "field" }, h("label", { for: name }, label), select) };
  }

  async function begin() {
    shown = 0;
    fill(list);
    await next(PAGE);
  }

  /** @param {number} limit */
  async function next(limit) {
    const mine = ++asked;
    const query = new URLSearchParams({ skip: String(shown), limit: String(limit) });
    if (status.select.value) query.set("status", status.select.value);
    if (type.select.value) query.set("type", type.select.value);
    const answer = await api.ask("GET", `/ai-interview/sessions?${query}`, { signal });
    /** @type {SessionItem[]} */
    const page = await answer.json();
    if (mine !== asked) return;
    const total = Number(answer.headers.get("X-Total-Count") ?? page.length);
    shown += page.length;
    list.append(...page.map((session) => item(scene, session)));
    sift();
    const filtered = status.select.value || type.select.value;
    if (!total && filtered) fill(more, "None like this.");
    else if (!total) fill(more, h("span", {}, "None yet. "), h("a", { href: "#/new" }, "Start the first one"));
    else if (shown < total) fill(more, h("button", { onclick: () => attempt(() => next(MOST)) }, `Show more of ${total}`));
    else fill(more);
  }

  function sift() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const made of list.children) {
      const text = (made.getAttribute("data-text") ?? "").toLowerCase();
      made.toggleAttribute("hidden", !words.every((word) => text.includes(word)));
    }
  }

  /** @param {() => Promise<void>} doing */
  async function attempt(doing) {
    try {
      await doing();
    } catch (error) {
      if (!signal.aborted) fill(more, notice("error", explain(error)));
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
    {
      class: "card session",
      "data-text": [session.title, session.role_context, session.company_context].join(" "),
    },
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
