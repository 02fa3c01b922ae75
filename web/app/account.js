// @ts-check
/** Who is signed in: tokens kept in the browser, renewed before they end, shared by all tabs. */

const KEY = "greenroom.account";
const LOCK = "greenroom.account";
const EARLY_MILLISECONDS = 60_000;

/**
 * @typedef {object} Kept
 * @property {string} email
 * @property {string} accessToken
 * @property {number} endsAt Unix time in milliseconds
 * @property {string} refreshToken
 */

/**
 * @typedef {object} TokenAnswer
 * @property {string} access_token
 * @property {number} expires_in
 * @property {string} refresh_token
 */

/** Announces `change` when somebody signs in or out, in this tab or in another. */
export class Account extends EventTarget {
  constructor() {
    super();
    /** whether the server, not the person, ended the last sign-in */
    this.expired = false;
    /** whether the account that was signed in last was deleted here */
    this.deleted = false;
    window.addEventListener("storage", (event) => {
      if (event.key === KEY && !event.newValue !== !event.oldValue) this.#announce();
    });
  }

  /** @returns {Kept | null} */
  get kept() {
    const text = localStorage.getItem(KEY);
    return text ? JSON.parse(text) : null;
  }

  get signedIn() {
    return this.kept !== null;
  }

  get email() {
    return this.kept?.email ?? "";
  }

  /**
   * @param {string} email
   * @param {TokenAnswer} answer
   */
  enter(email, answer) {
    this.expired = false;
    this.deleted = false;
    this.#keep(email, answer);
    this.#announce();
  }

  /** Forget the tokens. */
  leave() {
    if (!this.signedIn) return;
    localStorage.removeItem(KEY);
    this.#announce();
  }

  /** Forget the tokens of an account that was deleted. */
  bidFarewell() {
    this.deleted = true;
    this.leave();
  }

  /** Forget the tokens, which the server does not take any more. */
  expire() {
    this.expired = true;
    this.leave();
  }

  /**
   * Return a token that is good for a while, null when nobody is signed in (any more).
   *
   * A refresh token is good for one use, so the tabs take turns; the second finds the first one's.
   *
   * @param {string} [refused] a token that the server has just refused
   * @returns {Promise<string | null>}
   */
  async token(refused) {
    const good = () => {
      const kept = this.kept;
      const lasts = kept && kept.endsAt - Date.now() > EARLY_MILLISECONDS;
      return lasts && kept.accessToken !== refused ? kept.accessToken : null;
    };
    if (!this.signedIn) return null;
    return good() ?? inTurn(async () => good() ?? (await this.#renew()));
  }

  /** @returns {Promise<string | null>} */
  async #renew() {
    const kept = this.kept;
    if (!kept) return null;
    const response = await fetch("/auth/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refresh_token: kept.refreshToken }),
    });
    if (response.status === 401 || response.status === 400) {
      this.expire();
      return null;
    }
    if (!response.ok) return kept.endsAt > Date.now() ? kept.accessToken : null;
    const answer = await response.json();
    this.#keep(kept.email, answer);
    return answer.access_token;
  }

  /**
   * @param {string} email
   * @param {TokenAnswer} answer
   */
  #keep(email, answer) {
    /** @type {Kept} */
    const kept = {
      email,
      accessToken: answer.access_token,
      endsAt: Date.now() + answer.expires_in * 1000,
      refreshToken: answer.refresh_token,
    };
    localStorage.setItem(KEY, JSON.stringify(kept));
  }

  #announce() {
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * Do something in no two tabs at a time. A page that was not fetched by https cannot ask for that.
 *
 * @param {() => Promise<string | null>} doing
 * @returns {Promise<string | null>}
 */
async function inTurn(doing) {
  return window.isSecureContext ? navigator.locks.request(LOCK, doing) : doing();
}
