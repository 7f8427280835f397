/** Who signed in, as their organisation's own sign-in says it: the hub keeps no passwords. */
export interface Identity {
  /** By which the provider knows this person, and never gives to another. */
  readonly subject: string;
  /** Code of the organisation for which they signed in. */
  readonly organisation: string;
}

/** What people sign in with. OpenID Connect is the one there is (open-id-connect.ts). */
export interface IdentityProvider {
  /** Where the browser goes, and what it keeps meanwhile for `finish`. */
  begin(): Promise<{ readonly address: string; readonly kept: string }>;
  /** @param query what the provider sent the browser back with. Throws where it does not hold, whatever is wrong with it. */
  finish(query: URLSearchParams, kept: string): Promise<Identity>;
}
