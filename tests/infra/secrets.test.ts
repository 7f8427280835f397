import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../../infra/build/root.ts';
import { demoPeople } from '../../infra/local/demo/identity/people.ts';
import { hub } from './deployed.ts';
import { secretsIn } from './secret-forms.ts';

test.each([
  ['a private key', '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE'],
  ['the private part of a JWK', `{"kty":"EC","d":"${'x'.repeat(48)}"}`],
  ['an access key of AWS', 'x AKIAIOSFODNN7EXAMPLE y'],
  ['a token', `Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0xxxx.${'s'.repeat(86)}`],
  ['the secret of a webhook', `whsec_${'A'.repeat(32)}`],
  ['a credential in a URL', 'https://user:hunter2@host.example/'],
  ['a password in clear', '{"Password": "hunter2hunter2"}'],
])('%s would be found', (what, planted) => {
  expect(secretsIn(`before ${planted} after`)).toContain(what);
});

test('the template holds no secret: it makes them where it is deployed', () => {
  expect(secretsIn(hub.text)).toEqual([]);
  expect(hub.text).toContain('GenerateSecretString');
});

test('nobody of the demo, and nothing that they sign in with, is deployed', () => {
  const bundles = globSync('.build/functions/**/*.mjs', { cwd: root }).map((file) =>
    readFileSync(`${root}/${file}`, 'utf8'),
  );
  for (const text of [hub.text, ...bundles]) for (const { subject } of demoPeople) expect(text).not.toContain(subject);
  expect(JSON.parse(hub.text).Parameters.SignInIssuer).toMatchObject({ Default: '' });
});

test.each(globSync('.build/functions/**/*.mjs', { cwd: root }))('%s holds no secret', (file) => {
  expect(secretsIn(readFileSync(`${root}/${file}`, 'utf8'))).toEqual([]);
});

test('no file of the repository that is deployed or shown holds one', () => {
  const files = globSync(['functions/**/*.ts', 'mappings/**/*.ts', 'contracts/**/*', 'infra/**/*.{ts,md,json}'], {
    cwd: root,
  }).filter((file) => /\.(ts|md|json|mjs|http|yaml)$/.test(file));
  expect(files.length).toBeGreaterThan(400);
  const found = files.flatMap((file) =>
    secretsIn(readFileSync(`${root}/${file}`, 'utf8')).map((what) => `${file}: ${what}`),
  );
  expect(found).toEqual([]);
});
