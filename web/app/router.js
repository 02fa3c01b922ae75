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
    window.addEventListener("hashchange", () => this.#follow());
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

  #follow() {
    // an address such as `#main` or `#turn-3` leads to a place on the same screen
    if (location.hash === "" || location.hash.startsWith("#/")) this.show();
  }

  /** Show the screen of the address. */
  async show() {
    this.leaving.abort();
    const leaving = (this.leaving = new AbortController());
    const path = this.path;
    const route = this.routes.find((known) => known.path.test(path));
    if (!route) return this.go("/");
    if (!route.open && !this.account.signedIn) return this.go("/sign-in");
    const main = byId("main");
    document.title = `${route.title} · Greenroom`;
    fill(main, h("p", { class: "loading", role: "status" }, "Loading…"));
    /** @type {Scene} */
    const scene = {
      api: this.api,
      account: this.account,
      params: (route.path.exec(path) ?? []).slice(1),
      signal: leaving.signal,
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
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}
