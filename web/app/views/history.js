// @ts-check
/** The interviews so far. */

import { fill, h } from "../dom.js";
import { INTERVIEW_TYPES } from "../interview_types.js";
import { explain, notice } from "../parts/notice.js";
import { continueCard, unfinished } from "./going_on.js";
import { LEVELS, STATUSES, nameOf, number, when } from "../words.js";

/** @import {SessionItem} from "../types.js" */

const PAGE = 50;
const MOST = 100;

/** @type {import("../router.js").Screen} */
export async function history(scene) {
  const { api, signal } = scene;
  const list = h("ul", { class: "sessions" });
  const more = h("div", { class: "more", role: "status" });
  const status = choice("status", "State", Object.entries(STATUSES));
  const type = choice("type", "Type", INTERVIEW_TYPES);
  const search = h("input", {
    id: "search",
    type: "search",
    placeholder: "Title, role or company",
    oninput: () => attempt(find),
  });
  /** @type {number | null} the last of those listed, null while none is */
  let last = null;
  let rest = 0;
  /** how often a list was begun; an answer that belongs to an earlier one is out of date */
  let begun = 0;
  const [card] = await Promise.all([unfinished(api, signal).then((open) => continueCard(scene, open)), begin()]);
  return h(
    "section",
    { class: "narrow" },
    h("h1", {}, "Your interviews"),
    card,
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
    begun++;
    last = null;
    fill(list);
    await next(PAGE);
    await find();
  }

  /**
   * List the next ones.
   *
   * @param {number} limit
   */
  async function next(limit) {
    const mine = begun;
    const query = new URLSearchParams({ limit: String(limit) });
    if (last !== null) query.set("before", String(last));
    if (status.select.value) query.set("status", status.select.value);
    if (type.select.value) query.set("type", type.select.value);
    const answer = await api.ask("GET", `/ai-interview/sessions?${query}`, { signal });
    /** @type {SessionItem[]} */
    const page = await answer.json();
    if (mine !== begun) return;
    const following = page.at(-1);
    const known = new Set([...list.children].map((made) => made.id));
    const fresh = page.filter((session) => !known.has(`session-${session.id}`));
    list.append(...fresh.map((session) => item(scene, session, sum)));
    last = following ? following.id : last;
    rest = Number(answer.headers.get("X-Total-Count") ?? 0) - list.children.length;
    if (!answer.headers.get("Link")?.includes('rel="next"')) rest = 0;
    sift();
  }

  /** Look for what is searched in all of them, also in those that are not listed yet. */
  async function find() {
    sift();
    while (words().length && rest > 0) await next(MOST);
  }

  function words() {
    return search.value.toLowerCase().split(/\s+/).filter(Boolean);
  }

  function sift() {
    for (const made of list.children) {
      const text = (made.getAttribute("data-text") ?? "").toLowerCase();
      made.toggleAttribute("hidden", !words().every((word) => text.includes(word)));
    }
    sum();
  }

  /** Say below the list what is not in it. */
  function sum() {
    const visible = list.querySelectorAll(":scope > :not([hidden])").length;
    const sought = words().length || status.select.value || type.select.value;
    if (rest > 0 && !words().length) {
      fill(more, h("button", { onclick: () => attempt(() => next(MOST)) }, `Show more (${rest} left)`));
    } else if (visible) fill(more);
    else if (rest > 0) fill(more, "Searching…");
    else if (sought) fill(more, "None like this.");
    else fill(more, h("span", {}, "None yet. "), h("a", { href: "#/new" }, "Start the first one"));
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
 * @param {() => void} onRemoved
 */
function item(scene, session, onRemoved) {
  const open = session.status === "active" || session.status === "paused";
  const trouble = h("div", { class: "trouble" });
  const made = h(
    "li",
    {
      class: "card session",
      id: `session-${session.id}`,
      "data-text": [session.title, session.role_context, session.company_context].join(" "),
    },
    h(
      "div",
      { class: "what" },
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
    trouble,
  );
  return made;

  async function remove() {
    if (!window.confirm(`Delete “${session.title}” with everything in it?`)) return;
    try {
      await scene.api.ask("DELETE", `/ai-interview/sessions/${session.id}`);
    } catch (error) {
      fill(trouble, notice("error", explain(error)));
      return;
    }
    const beside = made.nextElementSibling ?? made.previousElementSibling;
    made.remove();
    onRemoved();
    /** @type {HTMLElement | null} */ (beside?.querySelector("button") ?? document.getElementById("search"))?.focus();
  }
}
