// @ts-check
/** Which screen is shown: the part of the address after `#`, one function per screen. */

import { byId, fill, h } from "./dom.js";
import { failure } from "./parts/notice.js";

/** @import {Api} from "./api.js" */
/** @import {Account} from "./account.js" */

/**
 * @typedef {object} Scene What a screen is given; `signal` is aborted when it is left.
 * @property {Api} api
 * @property {Account} account
 * @property {string[]} params
 * @property {AbortSignal} signal
 * @property {string | null} wanted the screen that was asked for before somebody had signed in
 * @property {(path: string) => void} go
 * @property {(path: string) => void} replace go there in place of this screen, which Back passes over
 * @property {() => void} reload
 * @property {(question: Question) => void} askBeforeLeaving until another screen is shown
 */

/** @typedef {() => Promise<boolean>} Question Returns whether the screen may be left. */

/** @typedef {(scene: Scene) => Node | Promise<Node>} Screen */

/**
 * @typedef {object} Route
 * @property {RegExp} path
 * @property {string} title
 * @property {Screen} screen
 * @property {boolean} [open] whether it is shown to who is not signed in
 */

export class Router {
  /**
   * @param {Route[]} routes
   * @param {Api} api
   * @param {Account} account
   */
  constructor(routes, api, account) {
    this.routes = routes;
    this.api = api;
    this.account = account;
    this.leaving = new AbortController();
    /** @type {string | null} */
    this.wanted = null;
    /** @type {Question | null} */
    this.question = null;
    this.asking = false;
    /** which entry of the browser's history this is; each carries its own number */
    this.place = this.#mark(window.history.state?.place ?? 0);
    /** called once the address is again what it was, after somebody was asked first */
    this.onBack = /** @type {(() => void) | null} */ (null);
    window.addEventListener("hashchange", () => this.#moved());
    account.addEventListener("change", () => this.show());
  }

  get path() {
    return location.hash.startsWith("#/") ? location.hash.slice(1) : "/";
  }

  /** @param {string} path */
  go(path) {
    this.question = null;
    if (path === this.path) this.show();
    else location.hash = path;
  }

  /** @param {string} path */
  replace(path) {
    this.question = null;
    window.history.replaceState(window.history.state, "", `#${path}`);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  }

  /** Return whether the screen may be left; who is on it may be asked. */
  async mayLeave() {
    if (!this.question) return true;
    if (this.asking) return false;
    this.asking = true;
    const sure = await this.question();
    this.asking = false;
    return sure;
  }

  /** @param {number} place */
  #mark(place) {
    window.history.replaceState({ place }, "");
    return place;
  }

  /** The address is another one: show its screen, or go back to this one until it may be left. */
  async #moved() {
    /** @type {number | undefined} */
    const known = window.history.state?.place;
    const place = known ?? this.#mark(this.place + 1);
    const steps = place - this.place;
    this.place = place;
    if (this.onBack) return this.onBack();
    if (!this.question || steps === 0) return this.show();
    const wanted = this.path;
    await new Promise((resolve) => {
      this.onBack = () => resolve(null);
      window.history.go(-steps);
    });
    this.onBack = null;
    if (!(await this.mayLeave())) return;
    this.question = null;
    if (known === undefined) location.hash = wanted;
    else window.history.go(steps);
  }

  /** Show the screen of the address. */
  async show() {
    this.question = null;
    this.leaving.abort();
    const leaving = (this.leaving = new AbortController());
    const path = this.path;
    const route = this.routes.find((known) => known.path.test(path));
    if (!route) return this.go("/");
    if (!route.open && !this.account.signedIn) {
      this.wanted = path;
      return this.go("/sign-in");
    }
    if (!route.open) this.wanted = null;
    const main = byId("main");
    document.title = `${route.title} · Greenroom`;
    fill(main, h("p", { class: "loading", role: "status" }, "Loading…"));
    /** @type {Scene} */
    const scene = {
      api: this.api,
      account: this.account,
      params: (route.path.exec(path) ?? []).slice(1),
      signal: leaving.signal,
      wanted: this.wanted,
      go: (next) => this.go(next),
      replace: (next) => this.replace(next),
      reload: () => this.show(),
      askBeforeLeaving: (question) => {
        if (!leaving.signal.aborted) this.question = question;
      },
    };
    /** @type {Node} */
    let shown;
    try {
      shown = await route.screen(scene);
    } catch (error) {
      if (leaving.signal.aborted) return;
      shown = failure(error, () => this.show());
    }
    if (leaving.signal.aborted) return;
    fill(main, shown);
    // a screen reader begins with what the screen is called
    const heading = main.querySelector("h1") ?? main;
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}
