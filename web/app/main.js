// @ts-check
/** The page's beginning: what there is, and how it hangs together. */

import { Account } from "./account.js";
import { Api } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { named } from "./interview_types.js";
import { Router } from "./router.js";
import { history } from "./views/history.js";
import { interview } from "./views/interview.js";
import { lobby } from "./views/lobby.js";
import { profile } from "./views/profile.js";
import { signIn } from "./views/sign_in.js";

const account = new Account();
const router = new Router(
  [
    { path: /^\/$/, title: "Start", screen: home, open: true },
    { path: /^\/sign-in$/, title: "Sign in", screen: signIn, open: true },
    { path: /^\/profile$/, title: "Your profile", screen: named(profile) },
    { path: /^\/new(?:\/(\d+))?$/, title: "New interview", screen: named(lobby) },
    { path: /^\/interview\/(\d+)$/, title: "Interview", screen: interview },
    { path: /^\/report\/(\d+)$/, title: "Report", screen: named(later(async () => (await import("./views/report.js")).report)) },
    { path: /^\/shared\/([\w-]+)$/, title: "Shared report", screen: named(later(async () => (await import("./views/shared.js")).shared)), open: true },
    { path: /^\/progress$/, title: "Your progress", screen: named(later(async () => (await import("./views/progress.js")).progress)) },
    { path: /^\/sessions$/, title: "Your interviews", screen: named(history) },
  ],
  new Api(account),
  account,
);

/**
 * Return a screen that is loaded once it is shown: whoever signs in needs none of it.
 *
 * @param {() => Promise<import("./router.js").Screen>} load
 * @returns {import("./router.js").Screen}
 */
function later(load) {
  return async (scene) => (await load())(scene);
}

/** @type {import("./router.js").Screen} */
function home(scene) {
  scene.replace(scene.account.signedIn ? "/new" : "/sign-in");
  return h("div");
}

function showMenu() {
  // on a phone the words around a name are left out
  const long = (/** @type {string} */ text) => h("span", { class: "long" }, text);
  /** @type {[string, import("./dom.js").Child[]][]} */
  const links = [
    ["/new", ["New", long(" interview")]],
    ["/sessions", [long("Your "), "interviews"]],
    ["/progress", ["Progress"]],
    ["/profile", ["Profile"]],
  ];
  if (!account.signedIn) return fill(byId("menu"));
  const current = (/** @type {string} */ path) => (path === router.path ? "page" : null);
  fill(
    byId("menu"),
    links.map(([path, name]) => h("a", { href: `#${path}`, "aria-current": current(path) }, name)),
    h("button", { class: "plain", onclick: signOut }, "Sign out"),
  );
}

async function signOut() {
  if (!(await router.mayLeave())) return;
  // whoever signs in next does not begin on this person's screen
  window.history.replaceState(window.history.state, "", "#/sign-in");
  try {
    await router.api.ask("POST", "/auth/logout");
  } catch {
    // out of reach, or signed out already: this browser forgets the account all the same
  }
  account.leave();
}

// the part of the address after `#` names the screen, so this link cannot be followed as one
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
account.addEventListener("change", showMenu);
window.addEventListener("hashchange", showMenu);
showMenu();
router.show();
