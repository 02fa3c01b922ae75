// @ts-check
/** A report that somebody shows by a link: to read and to hear, without an account. */

import { fill, h } from "../dom.js";
import { ApiError } from "../api.js";
import { notice } from "../parts/notice.js";
import { contents } from "../report/contents.js";
import { conversation } from "../report/conversation.js";
import { delivery } from "../report/delivery.js";
import { recordingPlayer } from "../report/recording.js";
import { assessed, reportHead } from "../report/report.js";
import { when } from "../words.js";

/** @import {Assessment, Session} from "../types.js" */

/** @type {import("../router.js").Screen} */
export async function shared(scene) {
  const { api, signal } = scene;
  const headers = { "X-Share-Token": scene.params[0] ?? "" };
  unlist(signal);
  /** @type {{session: Session, assessment: Assessment, expires_at: string | null}} */
  let report;
  try {
    report = await (await api.ask("GET", "/shared/report", { signal, headers })).json();
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return gone();
    throw error;
  }
  const { session, assessment } = report;
  const page = h("section", { class: "report" });
  fill(
    page,
    reportHead(
      session,
      notice(
        "info",
        "The candidate shows you this report to read. ",
        report.expires_at === null ? "" : `The link works until ${when(report.expires_at)}.`,
      ),
      contents(page, signal),
    ),
    h("div", { class: "result" }, ...assessed(assessment, session)),
    delivery(session),
    recordingPlayer(scene, session, headers),
    conversation(session, "Candidate"),
  );
  return page;
}

function gone() {
  return h(
    "section",
    { class: "narrow" },
    h("h1", {}, "Nothing to see here"),
    notice("info", "There is nothing behind this link, or not any more. Ask whoever gave it to you."),
  );
}

/**
 * Ask search engines to leave this screen out, for as long as it is shown.
 *
 * @param {AbortSignal} signal
 */
function unlist(signal) {
  const robots = h("meta", { name: "robots", content: "noindex, nofollow" });
  document.head.append(robots);
  signal.addEventListener("abort", () => robots.remove());
}
