// @ts-check
/** An interview that goes on: spoken or written, entered for the first time or again. */

import { h } from "../dom.js";
import { inWriting } from "../room/in_writing.js";
import { openElsewhere, whichOne } from "../room/only_one.js";
import { written } from "../room/written.js";

/** @type {import("../router.js").Screen} */
export async function interview(scene) {
  /** @type {import("../types.js").Session} */
  const session = await scene.api.get(`/ai-interview/sessions/${scene.params[0]}`, scene.signal);
  if (session.status === "completed" || session.status === "abandoned") {
    // in its place: Back leads past the room to where one came from
    scene.replace(`/report/${session.id}`);
    return h("div");
  }
  if ((await openElsewhere(session.id)) !== null) return whichOne(scene, session);
  if (session.mode === "text" || inWriting(session.id)) return written(scene, session);
  // the room's library is large, and most screens do without it
  const { spoken } = await import("../room/spoken.js");
  return spoken(scene, session);
}
