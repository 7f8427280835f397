import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systems } from '../../contracts/systems.ts';
import { bearerToken } from '../../infra/local/demo/bearer-token.ts';
import { type DemoKey, publicPart, readDemoKey } from '../../infra/local/demo/keys.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { ask } from '../../infra/local/demo/programs.ts';
import { type Answers, ok, type Recipient, startRecipient, status } from '../integration/recipient.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { allQuiet, sentIn } from './journey.ts';
import { callerInHubTime, done, hubTime, operate, pass } from './operator.ts';
import { referralFor } from './people.ts';
import { expectOutcome } from './refused.ts';

let hub: JourneyHub;
/** Stands for the software of the third practice: answers as a test tells it to. */
let practice: Recipient;
let answers: Answers = ok;
beforeAll(async () => {
  practice = await startRecipient((response, received) => answers(response, received));
  hub = await startJourneys({ endpoints: { L99903: practice.origin } });
});
afterAll(async () => {
  await hub?.stop();
  await practice?.stop();
});

const organisation = (...args: string[]) => done(hub, 'organisation', ...args);
const client = (...args: string[]) => done(hub, 'client', ...args);
/** What a change may take until it holds everywhere, through every warm memory. */
const holds = 61;

const sendAs = async (code: string, software: string, token?: string) => {
  const caller = callerInHubTime(hub, software, code);
  return caller({ method: 'POST', path: '/FHIR/R4', body: referralFor({ organisation: code }) }, token);
};

const service = () => callerInHubTime(hub, 'wellbeing-service', 'CWS01');
const change = async (id: string, changes: object): Promise<void> => {
  const { body } = await service()({ method: 'GET', path: `/FHIR/R4/Task/${id}` });
  const headers = { 'if-match': `W/"${Object(body).meta.versionId}"` };
  const path = `/FHIR/R4/Task/${id}`;
  const answer = await service()({ method: 'PUT', path, headers, body: { ...Object(body), ...changes } });
  expect(answer.status, answer.text).toBe(200);
};
const speak = async (id: string): Promise<void> => {
  const answer = await service()({
    ...{ method: 'POST', path: '/FHIR/R4/Communication' },
    body: {
      ...{ resourceType: 'Communication', status: 'completed', sender: { display: 'Priya Shah' } },
      category: [{ coding: [{ system: systems.recordKind, code: 'conversation' }] }],
      about: [{ reference: `Task/${id}` }],
    },
  });
  expect(answer.status, answer.text).toBe(201);
};

/** A referral of the third practice, which is told first that work has begun, then that it has ended. */
const toldTwice = async (): Promise<string> => {
  const { id } = sentIn((await sendAs('L99903', 'hucclecote-surgery')).body, 'L99903');
  const task = `${id}.t1`;
  await change(task, { status: 'accepted' });
  await speak(task);
  await change(task, { status: 'in-progress' });
  await change(task, { status: 'failed', statusReason: { text: 'Moved to Scotland' } });
  return id;
};
/** What it was sent about a referral, of all that came after the first so many. */
const topicsAt = (about: string, after = 0): string[] =>
  practice.received
    .slice(after)
    .map(({ body }) => Object(body))
    .filter(({ about: [{ reference } = { reference: '' }] = [] }) => reference === `Task/${about}.t1`)
    .map(({ topic }) => topic.coding[0].code);
const both = ['first-conversation', 'closing'];
const hearsBoth = (about: string, after = 0) =>
  eventually('the practice hears both', async () => {
    const topics = topicsAt(about, after);
    return topics.length >= both.length ? topics : undefined;
  });

describe('a new practice', () => {
  test('is registered, gets a client with a key of its own, tests its endpoint, and sends its first referral', async () => {
    expect(
      await organisation(
        'add',
        'L99904',
        '--kind',
        'practice',
        '--name',
        'Longlevens Surgery',
        '--endpoint',
        hub.practice,
      ),
    ).toContain('L99904 is registered: practice, tier full; messages go to');
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const jwk = { ...pair.privateKey.export({ format: 'jwk' }), kid: 'first' };
    const file = join(hub.data, 'longlevens.json');
    await writeFile(file, JSON.stringify({ keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'first' }] }));
    await client('add', 'longlevens', '--jwks', file, '--for', 'L99904');

    expect(await organisation('test', 'L99904')).toMatch(/took the test message: infrastructure-ack, HTTP 201, \d+ ms/);
    const inbox = JSON.stringify(await ask(hub.practice, 'inbox'));
    expect(inbox).toContain('This is a test message of Handover, about nobody');

    const { access_token } = await bearerToken(hub.url, 'longlevens', jwk as DemoKey);
    expect((await sendAs('L99904', 'longlevens', access_token)).status).toBe(200);
    expect(await organisation('history', 'L99904')).toMatch(/ 1 {2}20\S+ {2}\S+ \(operator\)\n +code +L99904/);
  });

  test('stands in the list of organisations with its client, and the client in that of clients; no key is shown', async () => {
    const organisations = await organisation('list');
    expect(organisations).toMatch(/^code +kind +name +endpoint +state +clients\n/);
    expect(organisations).toMatch(/^L99904 +practice +Longlevens Surgery +127\.0\.0\.1:\d+ +on +longlevens$/m);
    expect(organisations).toMatch(/^L99902 .* +on +churchdown-surgery$/m);
    const clients = await client('list');
    expect(clients).toMatch(/^longlevens +longlevens +on +1 +L99904$/m);
    expect(`${organisations}${clients}`).not.toMatch(/kty|crv|"x"/);
  });

  test('whose endpoint is not there, or is no FHIR server, is told so in words', async () => {
    expect(await organisation('test', 'CWS01')).toContain('CWS01 took the test message');
    answers = status(200, {}, '<html>Sign in</html>');
    const login = await operate(hub, 'organisation', 'test', 'L99903');
    expect([login.code, login.err]).toEqual([1, expect.stringContaining('not as a FHIR server does')]);
    answers = status(404);
    const missing = await operate(hub, 'organisation', 'test', 'L99903');
    expect(missing.err).toContain('did not take the test message: refused, HTTP 404');
    answers = ok;
  });
});

describe('one client for two practices', () => {
  test('one of them is switched off and on again; the other, and the key, are not touched', async () => {
    const key = await client('show', 'churchdown-surgery');
    expect((await sendAs('L99902', 'churchdown-surgery')).status).toBe(200);
    await organisation('off', 'L99902');
    await pass(hub, holds);
    expect(expectOutcome(await sendAs('L99902', 'churchdown-surgery'), 403)).toEqual(['organisation-switched-off']);
    expect((await sendAs('L99901', 'churchdown-surgery')).status).toBe(200);
    await organisation('on', 'L99902');
    await pass(hub, holds);
    expect((await sendAs('L99902', 'churchdown-surgery')).status).toBe(200);
    expect(await client('show', 'churchdown-surgery')).toBe(key);
  });

  test('one is taken from the client: refused within a minute with the token that it has, and given back', async () => {
    const token = (await bearerOf('churchdown-surgery')).access_token;
    expect((await sendAs('L99902', 'churchdown-surgery', token)).status).toBe(200);
    await client('withdraw', 'churchdown-surgery', 'L99902');
    await pass(hub, holds);
    expect(expectOutcome(await sendAs('L99902', 'churchdown-surgery', token), 403)).toEqual(['wrong-organisation']);
    expect((await sendAs('L99901', 'churchdown-surgery', token)).status).toBe(200);
    await client('allow', 'churchdown-surgery', 'L99902');
    await pass(hub, holds);
    expect((await sendAs('L99902', 'churchdown-surgery')).status).toBe(200);
  });
});

const bearerOf = async (software: string, key?: DemoKey) => {
  const own = key ?? (await readDemoKey(hub.data, software));
  if (!own) throw new Error(`No key of ${software}`);
  return bearerToken(hub.url, software, own, await hubTime(hub));
};

test('a key is changed without a gap: both hold, then the old one does not, nor what was got with it', async () => {
  const old = await readDemoKey(hub.data, 'churchdown-surgery');
  if (!old) throw new Error('No key');
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const next = { ...pair.privateKey.export({ format: 'jwk' }), kid: randomUUID() } as DemoKey;
  const file = join(hub.data, 'next.json');
  await writeFile(file, JSON.stringify({ keys: [publicPart(next)] }));
  await client('add-key', 'churchdown-surgery', '--jwks', file);
  const [withOld, withNext] = [await bearerOf('churchdown-surgery', old), await bearerOf('churchdown-surgery', next)];
  for (const { access_token } of [withOld, withNext]) {
    expect((await sendAs('L99901', 'churchdown-surgery', access_token)).status).toBe(200);
  }
  await client('retire-key', 'churchdown-surgery', old.kid);
  await expect(bearerOf('churchdown-surgery', old)).rejects.toThrow('401');
  await pass(hub, holds);
  expect((await sendAs('L99901', 'churchdown-surgery', withOld.access_token)).status).toBe(401);
  expect((await sendAs('L99901', 'churchdown-surgery', withNext.access_token)).status).toBe(200);
  const back = join(hub.data, 'old.json');
  await writeFile(back, JSON.stringify({ keys: [publicPart(old)] }));
  await client('add-key', 'churchdown-surgery', '--jwks', back);
});

describe('a practice', () => {
  test('that is paused is sent nothing; what was for it arrives once and in order when it is resumed', async () => {
    await organisation('pause', 'L99903');
    await pass(hub, holds);
    const about = [await toldTwice(), await toldTwice()];
    await allQuiet(hub);
    expect(about.flatMap((id) => topicsAt(id))).toEqual([]);
    expect(await organisation('show', 'L99903')).toMatch(/pause +since 20\S+: paused by whoever runs the hub/);

    await organisation('resume', 'L99903');
    await pass(hub, 360);
    for (const id of about) expect(await hearsBoth(id)).toEqual(both);
    // An hour that passes in the middle of a send ends its lease.
    await allQuiet(hub);
    await pass(hub, 3600);
    await allQuiet(hub);
    for (const id of about) expect(topicsAt(id)).toEqual(both);
  });

  test('whose endpoint is gone is paused by the hub; one try for everything, and nothing is lost', async () => {
    answers = status(410);
    const before = practice.received.length;
    const about = [await toldTwice(), await toldTwice()];
    await allQuiet(hub);
    const paused = await eventually('the hub has paused it', async () => {
      const shown = await organisation('show', 'L99903');
      return shown.includes('its endpoint answered 410: gone') ? shown : undefined;
    });
    expect(paused).toContain(practice.origin);
    await pass(hub, 7200);
    await allQuiet(hub);
    const tried = practice.received.length - before;
    // Two at the same moment may both find out; none after that.
    expect([1, 2]).toContain(tried);
    expect(await organisation('history', 'L99903')).toMatch(/20\S+ {2}handover\n +pause +since/);

    answers = ok;
    expect(await organisation('test', 'L99903')).toContain('took the test message');
    expect(await organisation('resume', 'L99903')).toContain('what waited for it goes out');
    const from = practice.received.length;
    await pass(hub, 360);
    for (const id of about) expect(await hearsBoth(id, from)).toEqual(both);
    // An hour within a send would end its lease.
    await allQuiet(hub);
    await pass(hub, 3600);
    await allQuiet(hub);
    for (const id of about) expect(topicsAt(id, from)).toEqual(both);
  });
});
