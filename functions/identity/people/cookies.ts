/**
 * `__Host-`: only this host over TLS set it, for all of this host (RFC 6265bis 4.1.3.2). Lax: a link in a message leads to the
 * page, and no other site can send a form with it.
 */
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

const cookie = (name: string, form: RegExp, attributesMore = '') => ({
  /** undefined: there is none, or it is not of the form in which the hub made it. */
  in: (header: string | undefined): string | undefined => {
    const found = (header ?? '')
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one.startsWith(`${name}=`))
      .map((one) => one.slice(name.length + 1));
    // Two of one name: one of them was not set by the hub.
    return found.length === 1 && found[0] !== undefined && form.test(found[0]) ? found[0] : undefined;
  },
  set: (value: string): string => `${name}=${value}; ${attributes}${attributesMore}`,
  cleared: `${name}=; ${attributes}; Max-Age=0`,
});

/** Until the browser is closed; how long it holds is decided at the record (sessions.ts). */
export const sessionCookie = cookie('__Host-session', /^[A-Za-z0-9_-]{43}$/);

/** Between leaving for the provider and coming back: state, nonce and the verifier of PKCE, and where somebody wanted to go. */
export const signingInCookie = cookie('__Host-signing-in', /^[A-Za-z0-9._~-]{40,600}$/, '; Max-Age=600');
