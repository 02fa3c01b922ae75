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
 * @property {() => void} reload
 */

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
    window.addEventListener("hashchange", () => this.show());
    account.addEventListener("change", () => this.show());
  }

  get path() {
    return location.hash.startsWith("#/") ? location.hash.slice(1) : "/";
  }

  /** @param {string} path */
  go(path) {
    if (path === this.path) this.show();
    else location.hash = path;
  }

  /** Show the screen of the address. */
  async show() {
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
      reload: () => this.show(),
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
