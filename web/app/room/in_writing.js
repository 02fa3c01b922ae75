// @ts-check
/** A spoken interview that is gone on with in writing, where no sound gets through. */

import { action } from "./notices.js";

/** @param {number} id */
const key = (id) => `greenroom.writing.${id}`;

/** Whether this interview was chosen to go on in writing. @param {number} id */
export function inWriting(id) {
  return sessionStorage.getItem(key(id)) !== null;
}

/**
 * Return the button that goes on in writing.
 *
 * @param {import("../router.js").Scene} scene
 * @param {number} id
 */
export function goOnInWriting(scene, id) {
  return action("Go on in writing", () => {
    sessionStorage.setItem(key(id), "yes");
    scene.reload();
  }, "");
}
