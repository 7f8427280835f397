import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';

/**
 * What software of your own does to get a token, in one file without anything of Handover in it (SMART backend services):
 * `own-key <file>` makes a P-384 key pair there and prints the public JWK set; `own-key <file> <client> <url>` prints a token.
 */
const [file = 'my-key.json', client, hub = 'http://127.0.0.1:8080'] = process.argv.slice(2);

if (!existsSync(file)) {
  const { privateKey } = await generateKeyPair('ES384', { extractable: true });
  const jwk = await exportJWK(privateKey);
  writeFileSync(file, JSON.stringify({ ...jwk, kid: await calculateJwkThumbprint(jwk) }), { mode: 0o600 });
}
const key = JSON.parse(readFileSync(file, 'utf8'));

if (!client) {
  const { d: _, ...publicPart } = key;
  console.log(JSON.stringify({ keys: [publicPart] }, null, 2));
} else {
  const endpoint = `${hub}/oauth2/token`;
  const assertion = await new SignJWT({ iss: client, sub: client, aud: endpoint, jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES384', typ: 'JWT', kid: key.kid })
    .setIssuedAt()
    .setExpirationTime('4 minutes')
    .sign(await importJWK(key, 'ES384'));
  const answer = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
  const said = await answer.text();
  if (answer.ok) console.log(JSON.parse(said).access_token);
  else {
    console.error(`No token: ${answer.status} ${said}`);
    process.exitCode = 1;
  }
}
