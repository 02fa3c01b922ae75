// @ts-check
/** An interview that goes on: spoken or written, entered for the first time or again. */

import { h } from "../dom.js";
import { spoken } from "../room/spoken.js";
import { written } from "../room/written.js";

/** @type {import("../router.js").Screen} */
export async function interview(scene) {
  /** @type {import("../types.js").Session} */
  const session = await scene.api.get(`/ai-interview/sessions/${scene.params[0]}`, scene.signal);
  if (session.status === "completed" || session.status === "abandoned") {
    scene.go(`/report/${session.id}`);
    return h("div");
  }
  return session.mode === "voice" ? spoken(scene, session) : written(scene, session);
}
