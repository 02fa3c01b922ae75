// @ts-check
/** One interview at a time in this browser: two would listen to one microphone. */

import { h } from "../dom.js";

const NAME = "greenroom.interview.";
const CHANNEL = "greenroom.interview";

/**
 * Return the id of another interview that is open in another tab, null when there is none.
 *
 * @param {number} id
 * @returns {Promise<number | null>}
 */
export async function openElsewhere(id) {
  // a page that was not fetched by https cannot ask for that
  if (!window.isSecureContext) return null;
  const { held = [] } = await navigator.locks.query();
  const ids = held.flatMap(({ name }) => (name?.startsWith(NAME) ? [Number(name.slice(NAME.length))] : []));
  return ids.find((other) => other !== id) ?? null;
}

/**
 * Hold an interview until `signal` is aborted, or until another tab takes another one up.
 *
 * @param {number} id
 * @param {AbortSignal} signal
 * @param {() => void} giveWay is called when another one is taken up
 */
export function hold(id, signal, giveWay) {
  if (!window.isSecureContext) return;
  const over = new AbortController();
  signal.addEventListener("abort", () => over.abort());
  const channel = new BroadcastChannel(CHANNEL);
  const until = new Promise((resolve) => over.signal.addEventListener("abort", resolve));
  navigator.locks.request(`${NAME}${id}`, { mode: "shared" }, () => until);
  channel.onmessage = ({ data }) => {
    if (data === id || over.signal.aborted) return;
    over.abort();
    giveWay();
  };
  over.signal.addEventListener("abort", () => channel.close());
}

/**
 * Return the screen that asks which of two interviews is to be gone on with.
 *
 * @param {import("../router.js").Scene} scene
 * @param {import("../types.js").Session} session the one that was opened here
 */
export function whichOne(scene, session) {
  return h(
    "section",
    { class: "narrow" },
    h("h1", {}, "Another interview is open"),
    h("p", { class: "lead" }, "One goes on in another tab. Both would listen to the same microphone, so one has to wait: which?"),
    h(
      "p",
      { class: "actions" },
      h("button", { class: "primary", onclick: take }, `Go on with “${session.title}” here`),
      h("a", { class: "button", href: "#/sessions" }, "Leave it, the other one goes on"),
    ),
  );

  async function take() {
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage(session.id);
    channel.close();
    // the other tab lets go as soon as it has heard
    for (let tries = 0; tries < 20 && (await openElsewhere(session.id)) !== null; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    scene.reload();
  }
}
