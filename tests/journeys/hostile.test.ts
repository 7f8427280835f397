import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readDemoKey } from '../../infra/local/demo/keys.ts';
import { type Caller, callerAs, tokenOf } from './caller.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { send, serviceSeesStatus } from './journey.ts';
import { referralFor } from './people.ts';
import { expectOutcome, writesOf } from './refused.ts';

let hub: JourneyHub;
beforeAll(async () => {
  hub = await startJourneys();
});
afterAll(() => hub?.stop());

describe('no input gets a 500', () => {
  const strange: readonly unknown[] = [
    ...[null, [], {}, '', ' ', 0, -1, 1e308, true, [null], [[]], { reference: 7 }, { coding: {} }],
    ...[
      '\u0000',
      '\ud800',
      '\u202e',
      'x'.repeat(70_000),
      'Patient/../../x',
      'javascript:alert(1)',
      '999999999999-01-01',
    ],
  ];

  /** Every place in a tree, as the keys that lead there. */
  const placesIn = (value: unknown, at: readonly string[] = []): (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...placesIn(inner, [...at, key])])
      : [];

  const changedAt = (root: unknown, [key, ...rest]: readonly string[], value: unknown): unknown => {
    if (key === undefined) return value;
    const copy = Array.isArray(root) ? [...root] : { ...z.record(z.string(), z.unknown()).parse(root) };
    Reflect.set(copy, key, changedAt(Reflect.get(copy, key), rest, value));
    return copy;
  };

  /** One strange value at one place after another, so that every place and every value has its turn. */
  const variants = (root: unknown): unknown[] =>
    placesIn(root).map((at, n) => changedAt(root, at, strange[n % strange.length]));

  const sendAll = async (caller: Caller, sendings: readonly Parameters<Caller>[0][]): Promise<void> => {
    for (const sending of sendings) {
      const got = await caller(sending);
      if (got.status < 300) continue;
      expect({
        sent: JSON.stringify(sending.body).slice(0, 300),
        status: got.status,
        clear: got.status < 500,
      }).toMatchObject({
        clear: true,
      });
      expectOutcome(got, got.status);
    }
  };

  test('wherever in a referral something strange stands', async () => {
    const practice = await callerAs(hub, 'churchdown-surgery', 'L99901');
    const example: unknown = JSON.parse(await readFile('contracts/examples/referral.json', 'utf8'));
    await sendAll(
      practice,
      variants(example).map((body) => ({ method: 'POST', path: '/FHIR/R4', body: Object(body) })),
    );
  });

  test('wherever in a Task, an onward request or a conversation something strange stands', async () => {
    const service = await callerAs(hub, 'wellbeing-service', 'CWS01');
    const sent = await send(hub, referralFor());
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    const { body } = await service({ method: 'GET', path: `/FHIR/R4/Task/${sent.id}.t1` });
    const task = z.looseObject({ status: z.string() }).parse(body);
    const onward = await readFile('contracts/examples/onward-request.json', 'utf8');
    const request: unknown = JSON.parse(onward.replaceAll('0123456789abcdefghjkmnpqrs', sent.id));
    const conversation = {
      ...{ resourceType: 'Communication', status: 'completed', sender: { display: 'Priya Shah' } },
      category: [
        { coding: [{ system: 'https://fhir.handover.example/CodeSystem/communication-kind', code: 'conversation' }] },
      ],
      about: [{ reference: `Task/${sent.id}.t1` }],
    };
    await sendAll(service, [
      ...variants({ ...task, status: 'accepted' }).map((changed) => ({
        ...{ method: 'PUT', path: `/FHIR/R4/Task/${sent.id}.t1`, body: Object(changed) },
        headers: { 'if-match': 'W/"1"' },
      })),
      ...variants(request).map((changed) => ({ method: 'POST', path: '/FHIR/R4', body: Object(changed) })),
      ...variants(conversation).map((changed) => ({
        ...{ method: 'POST', path: '/FHIR/R4/Communication', body: Object(changed) },
      })),
    ]);
  });
});

describe('a client assertion', () => {
  const assertion = async (claims: object = {}, header: object = {}): Promise<string> => {
    const key = await readDemoKey(hub.data, 'churchdown-surgery');
    if (!key) throw new Error('No key');
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      ...{ iss: 'churchdown-surgery', sub: 'churchdown-surgery', aud: `${hub.url}/oauth2/token` },
      ...{ iat: now, exp: now + 240, jti: randomUUID(), ...claims },
    })
      .setProtectedHeader({ alg: 'ES384', kid: key.kid, ...header })
      .sign(await importJWK(key, 'ES384'));
  };
  const exchange = (value: string): Promise<Response> =>
    fetch(`${hub.url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: value,
      }),
    });

  test('works once: the second use is refused, like everything else that is wrong with one', async () => {
    const good = await assertion();
    expect((await exchange(good)).status).toBe(200);
    const now = Math.floor(Date.now() / 1000);
    const wrong = [
      good,
      await assertion({ exp: now - 120, iat: now - 300 }),
      await assertion({ exp: now + 3600 }),
      await assertion({ aud: 'https://elsewhere.example/token' }),
      await assertion({ iss: 'wellbeing-service', sub: 'wellbeing-service' }),
      await assertion({ jti: undefined }),
      await assertion({}, { jku: 'https://elsewhere.example/keys' }),
      'x.y.z',
    ];
    for (const value of wrong) {
      const refused = await exchange(value);
      expect(refused.status).toBe(401);
      expect(await refused.json()).toMatchObject({ error: 'invalid_client' });
      expect(refused.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('an access token', () => {
  test('ends after five minutes; a new one works on', async () => {
    const old = await callerAs(hub, 'churchdown-surgery', 'L99901');
    const sending = { method: 'POST', path: '/FHIR/R4', body: referralFor() };
    const { controlUrl } = await hub.running();
    const minutes = 6 * 60_000;
    await fetch(`${controlUrl}/clock`, { method: 'POST', body: JSON.stringify({ advance: minutes }) });
    const before = await writesOf(hub);
    expect(expectOutcome(await old(sending), 401)).toEqual(['not-signed-in']);
    expect(await writesOf(hub)).toBe(before);

    const token = await tokenOf(hub, 'churchdown-surgery', new Date(Date.now() + minutes));
    const again = await old({ ...sending, headers: { authorization: `Bearer ${token}` } });
    expect(again.status).toBe(200);
  });
});
