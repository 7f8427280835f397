/** What a secret looks like, wherever it stands. */
const secrets: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/]/,
  'the private part of a JWK': /"d"\s*:\s*"[\w-]{40,}"/,
  'an access key of AWS': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'the secret of a webhook': /\bwhsec_[A-Za-z0-9+/]{24,}/,
  'a credential in a URL': /\bhttps?:\/\/[^\s/:@"']+:[^\s/:@"']+@/,
  'a password in clear': /"(?:password|secretString|client_secret)"\s*:\s*"[^"{]{6,}"/i,
};

export const secretsIn = (text: string): string[] =>
  Object.entries(secrets).flatMap(([what, form]) => (form.test(text) ? [what] : []));
