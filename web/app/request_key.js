// @ts-check
/** Keys under which a request that is sent again, because its answer was lost, has its effect once. */

/** @returns {string} a value nobody has, also on a page that was not fetched by https */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One key for as long as the same thing is sent. */
export class RequestKey {
  #body = "";
  #key = newKey();

  /**
   * @param {unknown} body what is to be sent
   * @returns {Record<string, string>} the header that names the key
   */
  headers(body) {
    const text = JSON.stringify(body);
    if (text !== this.#body) this.renew();
    this.#body = text;
    return { "Idempotency-Key": this.#key };
  }

  /** Begin anew: the next request is another one, whatever it says. */
  renew() {
    this.#key = newKey();
  }
}
