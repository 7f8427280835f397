import { createHash, randomBytes } from 'node:crypto';

/** What was agreed when somebody signed in, until the hub fetches the token for it. */
interface Granted {
  readonly subject: string;
  readonly organisation: string;
  readonly client: string;
  readonly redirect: string;
  readonly challenge: string;
  readonly nonce: string;
  readonly until: number;
}

const seconds = 60;

/** Authorization codes (RFC 6749 4.1.2): each once, for a minute, for whom it was made. */
export const openCodes = () => {
  const granted = new Map<string, Granted>();
  return {
    make: (what: Omit<Granted, 'until'>): string => {
      const code = randomBytes(24).toString('base64url');
      granted.set(code, { ...what, until: Date.now() + seconds * 1000 });
      return code;
    },
    /** undefined: not that client's, not that address's, not with that verifier, used, or too late. */
    take: (code: string, by: { readonly client: string; readonly redirect: string; readonly verifier: string }) => {
      const found = granted.get(code);
      granted.delete(code);
      if (!found || found.until < Date.now()) return undefined;
      const challenge = createHash('sha256').update(by.verifier).digest('base64url');
      const fits = found.client === by.client && found.redirect === by.redirect && found.challenge === challenge;
      return fits ? found : undefined;
    },
  };
};
