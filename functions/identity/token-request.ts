/** The errors of RFC 6749 5.2 that this endpoint gives, with the status of each. */
export const oauthErrors = {
  invalid_request: 400,
  unsupported_grant_type: 400,
  invalid_client: 401,
} as const;
export type OauthError = keyof typeof oauthErrors;

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** An assertion signed with an RSA key of 8192 bits is about 2 KB. */
const longestAssertion = 8192;

/** The form of a client credentials request (RFC 6749 4.4, RFC 7521 4.2) to its assertion. */
export const readTokenRequest = (body: string): { readonly assertion: string } | { readonly error: OauthError } => {
  const form = new URLSearchParams(body);
  const names = [...form.keys()];
  // RFC 6749 3.2: no parameter may be sent twice; two parsers could choose differently.
  if (new Set(names).size < names.length) return { error: 'invalid_request' };
  const grant = form.get('grant_type');
  if (!grant) return { error: 'invalid_request' };
  if (grant !== 'client_credentials') return { error: 'unsupported_grant_type' };
  const assertion = form.get('client_assertion');
  if (!assertion || assertion.length > longestAssertion) return { error: 'invalid_request' };
  if (form.get('client_assertion_type') !== assertionType) return { error: 'invalid_request' };
  // One way to say who you are (RFC 6749 2.3): a secret beside the assertion is a mistake that we must not overlook.
  return form.has('client_secret') ? { error: 'invalid_request' } : { assertion };
};
