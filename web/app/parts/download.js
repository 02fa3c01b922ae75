// @ts-check
/** Saving what the API answers as a file. */

import { h } from "../dom.js";

const HELD_MILLISECONDS = 10_000;

/**
 * Save the answer of an address under a name. Throws `ApiError`.
 *
 * @param {import("../api.js").Api} api
 * @param {string} address
 * @param {string} name
 * @param {AbortSignal} signal
 */
export async function download(api, address, name, signal) {
  const answer = await api.ask("GET", address, { signal });
  const held = URL.createObjectURL(await answer.blob());
  h("a", { href: held, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(held), HELD_MILLISECONDS);
}
