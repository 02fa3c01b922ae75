// @ts-check
/** Links that show this report to somebody else, until they expire or are revoked. */

import { fill, h } from "../dom.js";
import { field, form } from "../parts/fields.js";
import { explain, notice } from "../parts/notice.js";
import { when } from "../words.js";

/** @import {Session} from "../types.js" */

/**
 * @typedef {object} Share
 * @property {number} id
 * @property {string} created_at
 * @property {string | null} expires_at
 * @property {boolean} with_recording
 */

/** @type {[string, string][]} */
const LASTING = [
  ["7", "For a week"],
  ["30", "For a month"],
  ["", "Until I revoke it"],
];

/**
 * @param {import("../router.js").Scene} scene
 * @param {Session} session
 */
export function sharing(scene, session) {
  const { api, signal } = scene;
  const path = `/ai-interview/sessions/${session.id}/shares`;
  const fresh = h("div", { "aria-live": "polite" });
  const links = h("div", {});
  const made = form(
    "Make a link",
    make,
    field("expires_in_days", "How long it works", { choices: LASTING, value: "30" }),
    session.recording ? withRecording() : null,
  );
  list();
  return h(
    "section",
    { class: "sharing", "aria-labelledby": "sharing" },
    h("h2", { id: "sharing" }, "Show it to somebody"),
    h(
      "p",
      { class: "hint" },
      "Whoever has the link sees this report and its conversation, without an account, and nothing else of yours.",
    ),
    made,
    fresh,
    links,
  );

  /** @param {FormData} values */
  async function make(values) {
    const days = values.get("expires_in_days");
    const body = {
      expires_in_days: days ? Number(days) : null,
      with_recording: values.get("with_recording") !== null,
    };
    const told = await api.post(path, body, { signal });
    fill(fresh, newLink(`${location.origin}${told.path}`));
    await list();
  }

  async function list() {
    try {
      /** @type {Share[]} */
      const shares = await api.get(path, signal);
      fill(
        links,
        shares.length ? h("h3", {}, "Links to this report") : null,
        shares.length ? h("ul", { class: "links" }, shares.map(one)) : null,
      );
    } catch (error) {
      if (!signal.aborted) fill(links, notice("error", explain(error)));
    }
  }

  /** @param {Share} share */
  function one(share) {
    const over = share.expires_at !== null && new Date(share.expires_at).getTime() <= Date.now();
    const made = `Made ${when(share.created_at)}`;
    const ends = share.expires_at === null ? "works until revoked" : `${over ? "expired" : "works until"} ${when(share.expires_at)}`;
    return h(
      "li",
      {},
      h("span", {}, [made, ends, share.with_recording ? "with the recording" : ""].filter(Boolean).join(" · ")),
      h("button", { class: "plain", "aria-label": `Revoke the link made ${when(share.created_at)}`, onclick: () => revoke(share) }, "Revoke"),
    );
  }

  /** @param {Share} share */
  async function revoke(share) {
    try {
      await api.ask("DELETE", `${path}/${share.id}`, { signal });
      fill(fresh, notice("info", "The link shows nothing any more."));
      await list();
    } catch (error) {
      if (!signal.aborted) fill(fresh, notice("error", explain(error)));
    }
  }
}

function withRecording() {
  return h(
    "label",
    { class: "choice" },
    h("input", { type: "checkbox", name: "with_recording" }),
    h("span", {}, "Let them hear the recording too"),
  );
}

/** @param {string} address */
function newLink(address) {
  const shown = h("input", { type: "text", readonly: true, value: address, id: "new-link" });
  const copied = h("span", { class: "hint", role: "status" });
  return h(
    "div",
    { class: "card" },
    h("label", { for: "new-link" }, "Your link; it is shown only now"),
    shown,
    h("p", { class: "actions" }, h("button", { onclick: copy }, "Copy"), copied),
  );

  async function copy() {
    shown.select();
    try {
      await navigator.clipboard.writeText(address);
      copied.textContent = "Copied.";
    } catch {
      copied.textContent = "Your browser does not let us copy: the link is marked, copy it by hand.";
    }
  }
}
