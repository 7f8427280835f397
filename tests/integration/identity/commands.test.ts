import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { isWorkingKey } from '../../../functions/identity/client-key.ts';
import { dynamoRegister } from '../../../functions/identity/participants.ts';
import { loadDemoOrganisations } from '../../../infra/local/demo/organisations.ts';
import { clientVerbs } from '../../../infra/operator/client-verbs.ts';
import { organisationVerbs } from '../../../infra/operator/organisation-verbs.ts';
import type { OpenRegister } from '../../../infra/operator/register.ts';
import { readVerb, type Verb } from '../../../infra/operator/verbs.ts';
import { startDynamodb } from '../dynamodb.ts';

const data = await mkdtemp(join(tmpdir(), 'handover-data-'));
const dynamodb = await startDynamodb();
afterAll(async () => {
  await dynamodb.stop();
  await rm(data, { recursive: true });
});
await loadDemoOrganisations({ dynamodb, ledgerTable: dynamodb.ledgerTable, data, peers: {} });

const { client, endpoint, region, credentials, ledgerTable } = dynamodb;
const register = dynamoRegister({ client, table: ledgerTable });
/** Nothing listens there. */
const url = 'http://127.0.0.1:65529';
const service = { endpoint, region, credentials };
const hub = {
  ...{ url, controlUrl: url, dynamodb: service, aws: service, allowedPrivateOrigins: ['http://127.0.0.1:9001'] },
  outputs: { LedgerTable: ledgerTable },
};
await writeFile(join(data, 'runtime.json'), JSON.stringify(hub));

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const jwks = join(data, 'jwks.json');
const key = { ...publicKey.export({ format: 'jwk' }), kid: 'mine' };
await writeFile(jwks, JSON.stringify({ keys: [key] }));

const run = (file: string, args: string[], folder = data) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const path = fileURLToPath(new URL(`../../../infra/${file}`, import.meta.url));
    const env = { ...process.env, HANDOVER_DATA: folder };
    execFile(process.execPath, [path, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
const clientCommand = (...args: string[]) => run('operator/client.ts', args);

const at: OpenRegister = {
  ...{ hub, register, clock: () => new Date().toISOString(), works: isWorkingKey },
  allowedPrivateOrigins: hub.allowedPrivateOrigins,
};
/** What a command prints, or the words with which it refuses; in this process, because each start takes a second. */
const saidBy = async (name: string, verbs: Readonly<Record<string, Verb>>, args: string[]): Promise<string> => {
  try {
    const { verb, id, words, options } = readVerb({ name, noun: 'id', verbs }, args);
    return await verb.run(id, words, options, at);
  } catch (error) {
    return `refused: ${error instanceof Error ? error.message : error}`;
  }
};
const ofClient = (...args: string[]) => saidBy('client', clientVerbs, args);
const ofOrganisation = (...args: string[]) => saidBy('organisation', organisationVerbs, args);

test('a newcomer brings a key of their own, and it can be taken away again', async () => {
  const added = await clientCommand('add', 'my-software', '--jwks', jwks, '--for', 'L99901,L99903');
  expect(added).toEqual({
    code: 0,
    out: `my-software may act for L99901, L99903. Tokens: POST ${url}/oauth2/token\n`,
    err: '',
  });
  expect((await register.client('my-software'))?.jwks.keys).toEqual([{ ...key, use: 'sig' }]);
  expect((await clientCommand('revoke', 'my-software')).code).toBe(0);
  expect(await register.client('my-software')).toMatchObject({ active: false, version: 2 });
  expect(await ofClient('add', 'my-software', '--jwks', jwks, '--for', 'L99901,L99903')).toContain(
    'refused: client: It is registered already, with other content',
  );
  expect(await ofClient('restore', 'my-software')).toBe('my-software may sign in with mine again.');
});

test('a client gets a second key, loses the first, and organisations come and go, each told in one line', async () => {
  const second = join(data, 'second.json');
  const { publicKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  await writeFile(second, JSON.stringify({ keys: [{ ...other.export({ format: 'jwk' }), kid: 'second' }] }));
  await ofClient('add', 'rotating', '--jwks', jwks, '--for', 'L99901', '--name', 'Rotating software');
  expect(await ofClient('add-key', 'rotating', '--jwks', second)).toBe(
    'rotating may sign in with mine or second: retire the old one when the new one is in use.',
  );
  expect(await ofClient('retire-key', 'rotating', 'mine')).toMatch(/^rotating may sign in with second; tokens/);
  expect(await ofClient('retire-key', 'rotating', 'mine')).toContain('nothing changed');
  expect(await ofClient('retire-key', 'rotating', 'second')).toMatch(/^refused: This is its only key/);
  expect(await ofClient('allow', 'rotating', 'L99902')).toBe('rotating may act for L99901, L99902.');
  expect(await ofClient('allow', 'rotating', 'NOBODY')).toBe('refused: organisations: Not registered: NOBODY.');
  expect(await ofClient('withdraw', 'rotating', 'L99901')).toContain('may act for L99902.');
  const history = await ofClient('history', 'rotating');
  expect(history.match(/^ {3}\d {2}20\S+ {2}\S+ \(operator\)$/gm)).toHaveLength(5);
  expect(history).toContain('keys        mine (EC P-384), second (EC P-384)');
  for (const part of [key.x, key.y]) expect(history).not.toContain(part);
});

test('an organisation is registered, changed, paused, switched off and on again; its history says who and when', async () => {
  expect(await ofOrganisation('add', 'knit-and-natter', '--kind', 'voluntary', '--name', 'Knit & Natter')).toBe(
    'knit-and-natter is registered: voluntary, tier name-only; it fetches what is for it.',
  );
  const steps: readonly (readonly [string[], RegExp])[] = [
    [['add', '--kind', 'voluntary', '--name', 'Knit & Natter'], /nothing changed\.$/],
    [['add', '--kind', 'voluntary', '--name', 'Other'], /^refused: organisation: It is registered already/],
    [
      ['endpoint', 'http://127.0.0.1:9001/fhir'],
      /gets its messages at http:\/\/127\.0\.0\.1:9001\/fhir\. Until a minute from now/,
    ],
    [['endpoint', 'http://127.0.0.1:9002'], /^refused: endpoint: The endpoint must use https\.\n.*HANDOVER_ORIGINS=/],
    [['tier', 'contact'], /is at tier contact\.$/],
    [['tier', 'everything'], /^refused: The tier is one of name-only, contact, purpose, full\.$/],
    [['tier', 'full'], /^refused: tier: No partner sees everything\.$/],
    [
      ['agreement', 'DSA-2026-014', '--until', '2099-03-31'],
      /takes part under DSA-2026-014 until 2099-03-31\. What it is shown .*agreed now\.$/,
    ],
    [['agreement', 'DSA-2026-014'], /^refused: --until is needed\.$/],
    [['agreement', 'DSA-2026-014', '--until', '2020-03-31'], /^refused: agreement: It has ended already\.$/],
    [['pause'], /is paused: /],
    [['pause'], /nothing changed\.$/],
    [['off'], /is switched off: /],
    [['on'], /takes part\. It is still paused \(paused by whoever runs the hub\): test it, then resume it\.$/],
    [['resume'], /is not paused: /],
    [['endpoint', 'none'], /has no endpoint/],
    [['test'], /^refused: knit-and-natter has no endpoint: it fetches what is for it\.$/],
  ];
  for (const [[verb = '', ...rest], expected] of steps) {
    expect(await ofOrganisation(verb, 'knit-and-natter', ...rest)).toMatch(expected);
  }
  expect(await ofOrganisation('show', 'knit-and-natter')).toContain('agreement   DSA-2026-014, until 2099-03-31');
  const history = await ofOrganisation('history', 'knit-and-natter');
  expect(history.match(/^ {3}\d {2}20\S+ {2}\S+ \(operator\)$/gm)).toHaveLength(9);
  expect(history).toMatch(/paused by whoever runs the hub/);
});

test('a service names its people, who covers for them and when they are away; a caseload goes to somebody who is there', async () => {
  const steps: readonly (readonly [string[], RegExp])[] = [
    [['staff', 'am', '--name', 'Ama Mensah', '--manager', 'yes'], /^CWS01: am is on the roster\.$/],
    [['staff', 'jb', '--name', 'Jo Bloggs', '--deputy', 'am'], /^CWS01: jb is on the roster; am covers for them\.$/],
    [['staff', 'jb', '--name', 'Jo Bloggs', '--deputy', 'am'], /nothing changed\.$/],
    [['staff', 'sg', '--name', 'Sam Green', '--manager', 'no'], /^refused: --manager is yes, or left away\.$/],
    [
      ['away', 'jb', '--from', '2099-12-21', '--until', '2099-12-31'],
      /jb is away from 2099-12-21 until 2099-12-31, both included\.$/,
    ],
    [['away', 'jb', '--from', '2099-12-21'], /^refused: --until is needed\.$/],
    [['leaves', 'am'], /^refused: staff: am is the deputy of jb: name another deputy first\.$/],
    [['show'], /staff {7}am Ama Mensah, manager; jb Jo Bloggs, deputy am, away 2099-12-21 to 2099-12-31$/m],
    [['show'], /^ fetches {5}yes, where it has no endpoint$/m],
    [['back', 'jb'], /jb is there; no absence is ahead\.$/],
    [
      ['hand-over', 'jb', 'am'],
      /^0 handed over: nothing open of CWS01 is assigned to jb\. Codes .+ show CWS01; whose .+ referral -- <reference>$/,
    ],
    [['hand-over', 'jb', 'xx'], /^refused: Nobody on the roster has the code xx\.$/],
    [['leaves', 'jb'], /Their cases stay theirs until they are handed over\.$/],
  ];
  for (const [[verb = '', ...rest], expected] of steps)
    expect(await ofOrganisation(verb, 'CWS01', ...rest)).toMatch(expected);
});

test('an organisation that is not registered is not changed, shown or tested', async () => {
  for (const verb of ['off', 'show', 'history', 'test']) {
    expect(await ofOrganisation(verb, 'L99909')).toBe('refused: Not registered: L99909.');
  }
});

test('what is refused is told in words, with exit code 1 and nothing written', async () => {
  const secret = join(data, 'private.json');
  await writeFile(secret, JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'mine' }] }));
  const refused = await clientCommand('add', 'careless', '--jwks', secret, '--for', 'L99901,NOBODY');
  expect(refused).toEqual({
    code: 1,
    out: '',
    err:
      'organisations: Not registered: NOBODY.\n' +
      'jwks/keys/0: The key holds a private part; send the public key only.\n',
  });
  expect(await register.client('careless')).toBeUndefined();
});

test('without arguments the commands say how they are used, and without a hub how to start one', async () => {
  const [usage, verbs, clients, nowhere, dead, help, mistyped] = await Promise.all([
    clientCommand(),
    run('operator/organisation.ts', ['dance', 'L99901']),
    run('local/demo/token.ts', []),
    run('local/demo/token.ts', ['walking-group'], join(data, 'nowhere')),
    run('local/demo/token.ts', ['walking-group']),
    run('operator/redrive.ts', ['--help']),
    run('operator/redrive.ts', ['--all']),
  ]);
  expect(usage.err).toContain('add <client> --jwks <file> --for <code>,<code>');
  expect(verbs.err).toContain('npm run -s organisation -- agreement <code> <reference> --until <yyyy-mm-dd>');
  expect(clients.err).toContain('Clients: churchdown-surgery, hucclecote-surgery');
  expect(nowhere.err).toBe('No hub is running here. Start one in another terminal: npm start\n');
  expect(dead.err).toBe('The hub does not answer. Start it again: npm start\n');
  expect(help).toEqual({ code: 0, out: 'npm run -s redrive -- <queue> [--at-most <number>]\n', err: '' });
  expect(mistyped.err).toMatch(/--all[\s\S]*\nnpm run -s redrive -- <queue> \[--at-most <number>\]\n$/);
  const refused = [usage, verbs, clients, nowhere, dead, mistyped];
  expect(refused.map((r) => [r.code, r.out])).toEqual(Array(6).fill([1, '']));
});
