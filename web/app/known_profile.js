// @ts-check
/** The candidate's profile, where there is one. */

/**
 * Return it, null before the first one is saved.
 *
 * @param {import("./api.js").Api} api
 * @param {AbortSignal} signal
 * @returns {Promise<Record<string, any> | null>}
 */
export async function knownProfile(api, signal) {
  // who asks for one that is not there gets an error, which browsers show in red
  const account = await api.get("/auth/me", signal);
  return account.has_profile ? api.get("/ai-interview/profile", signal) : null;
}
