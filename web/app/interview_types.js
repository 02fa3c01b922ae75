// @ts-check
/** The kinds of interview, as the API lists them. */

/** @import {Api} from "./api.js" */
/** @import {Screen} from "./router.js" */

/** @type {[string, string][]} names and what they are called; filled before a screen that is `named` */
export const INTERVIEW_TYPES = [];

/** @param {Api} api */
async function learn(api) {
  if (INTERVIEW_TYPES.length) return;
  const listed = await api.ask("GET", "/ai-interview/types", { anonymous: true });
  /** @type {{name: string, title: string}[]} */
  const types = await listed.json();
  INTERVIEW_TYPES.splice(0, Infinity, ...types.map(pair));
}

/**
 * @param {{name: string, title: string}} type
 * @returns {[string, string]}
 */
function pair({ name, title }) {
  return [name, title];
}

/**
 * Return a screen that is shown once the kinds of interview are known.
 *
 * @param {Screen} screen
 * @returns {Screen}
 */
export function named(screen) {
  return async (scene) => {
    await learn(scene.api);
    return screen(scene);
  };
}
