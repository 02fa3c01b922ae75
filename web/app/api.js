// @ts-check
/** The HTTP API as the page uses it: every failure becomes one `ApiError`. */

/** @import {Account} from "./account.js" */

/** @typedef {{field: string, message: string}} FieldError */

/** What the API refused, or that it could not be reached (`status` 0). */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {number} status
   * @param {string} code
   * @param {FieldError[]} fields
   */
  constructor(message, status, code, fields) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

/**
 * Whether a failure says that there is no such thing (any more).
 *
 * @param {unknown} error
 */
export function isMissing(error) {
  return error instanceof ApiError && error.status === 404;
}

/**
 * @typedef {object} Sent
 * @property {unknown} [json]
 * @property {FormData} [form]
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 * @property {boolean} [anonymous] asked without the account: a refusal then says nothing about it
 */

export class Api {
  /** @param {Account} account */
  constructor(account) {
    this.account = account;
  }

  /**
   * Return the body of the answer to a GET.
   *
   * @param {string} path
   * @param {AbortSignal} [signal]
   * @returns {Promise<any>}
   */
  async get(path, signal) {
    return (await this.ask("GET", path, { signal })).json();
  }

  /**
   * Return the body of the answer to a POST.
   *
   * @param {string} path
   * @param {unknown} [json]
   * @param {Sent} [more]
   * @returns {Promise<any>}
   */
  async post(path, json, more = {}) {
    return (await this.ask("POST", path, { json, ...more })).json();
  }

  /**
   * Return the answer to a request. Throws `ApiError`, or the signal's reason once it is aborted.
   *
   * @param {string} method
   * @param {string} path
   * @param {Sent} [sent]
   * @returns {Promise<Response>}
   */
  async ask(method, path, sent = {}) {
    const token = sent.anonymous ? null : await this.#reached(this.account.token());
    let response = await this.#send(method, path, sent, token);
    if (response.status === 401 && token) {
      const renewed = await this.#reached(this.account.token(token));
      if (renewed) response = await this.#send(method, path, sent, renewed);
      if (response.status === 401) this.account.expire();
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }

  /**
   * Send a POST that outlasts the page, whose answer nobody waits for.
   *
   * @param {string} path
   */
  leave(path) {
    const token = this.account.kept?.accessToken;
    if (!token) return;
    const headers = { Authorization: `Bearer ${token}` };
    fetch(path, { method: "POST", headers, keepalive: true }).catch(() => {});
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Sent} sent
   * @param {string | null} token
   */
  #send(method, path, sent, token) {
    const headers = new Headers(sent.headers);
    if (token) headers.set("Authorization", `Bearer ${token}`);
    if (sent.json !== undefined) headers.set("Content-Type", "application/json");
    const body = sent.json === undefined ? sent.form : JSON.stringify(sent.json);
    return this.#reached(fetch(path, { method, headers, body, signal: sent.signal }));
  }

  /**
   * @template T
   * @param {Promise<T>} answer
   * @returns {Promise<T>}
   */
  async #reached(answer) {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof TypeError) {
        const text = "Greenroom cannot be reached. Check your connection and try again.";
        throw new ApiError(text, 0, "UNREACHABLE", []);
      }
      throw error;
    }
  }
}

/**
 * @param {Response} response
 * @returns {Promise<ApiError>}
 */
async function refusal(response) {
  const body = await response.json().catch(() => ({}));
  const wait = response.headers.get("Retry-After");
  let text = body.detail ?? `The server answered ${response.status}.`;
  if (response.status === 429 && wait) text = `${text} Try again in ${wait} seconds.`;
  return new ApiError(text, response.status, body.error_code ?? "", body.errors ?? []);
}
