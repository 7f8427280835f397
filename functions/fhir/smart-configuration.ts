/** How a system gets a token: SMART App Launch 2, backend services. */
export const smartConfiguration = (publicUrl: string): object => ({
  token_endpoint: `${publicUrl}/oauth2/token`,
  jwks_uri: `${publicUrl}/.well-known/jwks.json`,
  grant_types_supported: ['client_credentials'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384', 'RS512'],
  capabilities: ['client-confidential-asymmetric'],
});
