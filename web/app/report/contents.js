// @ts-check
/** What there is on a long page, and the way to each part of it. */

import { fill, h } from "../dom.js";
import { unfold } from "./fold.js";

/**
 * Return the list of a page's parts, which follows the page as parts are added and go.
 *
 * @param {HTMLElement} page
 * @param {AbortSignal} signal
 */
export function contents(page, signal) {
  const list = h("ul", {});
  const watch = new MutationObserver(show);
  watch.observe(page, { childList: true, subtree: true });
  signal.addEventListener("abort", () => watch.disconnect());
  return h("nav", { class: "contents", "aria-label": "On this page" }, list);

  function show() {
    const headings = [...page.querySelectorAll("h2[id]")];
    const names = headings.map((heading) => heading.textContent).join("\n");
    if (names === list.getAttribute("data-names")) return;
    list.setAttribute("data-names", names);
    fill(list, headings.map((heading) => h("li", {}, h("button", { class: "plain", onclick: () => goTo(heading) }, heading.textContent))));
  }
}

/** @param {Element} heading */
function goTo(heading) {
  if (!(heading instanceof HTMLElement)) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  unfold(heading);
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}
