import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { systems } from '../../../contracts/systems.ts';
import { unpack } from '../../../functions/ledger/codec.ts';
import { isTombstone, readTombstone } from '../../../functions/ledger/tombstone.ts';
import { chainFaults } from '../../../functions/ledger/verify.ts';
import { everyItem } from '../../../infra/operator/audit-items.ts';
import { dispose, mayGo } from '../../../infra/operator/dispose.ts';
import { setHold } from '../../../infra/operator/holds.ts';
import { storedChain } from '../../../infra/operator/stored-versions.ts';
import { referralBundle } from '../fhir/hub.ts';
import { startWorld } from '../fhir/world.ts';

const world = await startWorld();
const { client, ledgerTable, viewsTable, auditTable } = world.dynamodb;
const stores = {
  ledger: { client, table: ledgerTable },
  views: { client, table: viewsTable },
  audit: { client, table: auditTable },
};
afterAll(() => world.stop());
beforeEach(() => world.empty());

/** Of one made-up person: each stands nowhere else. */
const markers = ['Zzyzxmark', 'Qwghlmfirst', '01632960777', '1931-07-19', 'QZ9 9ZQ', 'xylophonesecret', '9990548609'];
const [family, given, phone, birthDate, postalCode, text, nhs] = markers;

const verified = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus';
const verification = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus';
const person = {
  name: [{ family, given: [given] }],
  telecom: [{ system: 'phone', value: phone }],
  birthDate,
  address: [{ postalCode: 'GL3 2AB', line: [postalCode] }],
  identifier: [
    {
      ...{ system: systems.nhsNumber, value: nhs },
      extension: [
        {
          url: verified,
          valueCodeableConcept: { coding: [{ system: verification, code: 'number-present-and-verified' }] },
        },
      ],
    },
  ],
};
const identifier = [{ system: 'https://practice.example/Id/referral', value: randomUUID() }];
const bundle = () => referralBundle({ patient: person, request: { reasonCode: [{ text }], identifier } });

/** Everything in every table, unpacked: a marker anywhere in it would be seen. */
const everything = async (): Promise<string> => {
  const all: string[] = [];
  for (const at of Object.values(stores)) {
    for await (const item of everyItem(at)) {
      const packed = Object.values(item).filter((value) => value instanceof Uint8Array);
      all.push(JSON.stringify(item), ...packed.map(unpacked));
    }
  }
  return all.join('\n');
};
const unpacked = (bytes: Uint8Array): string => {
  try {
    return JSON.stringify(unpack(bytes));
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
};
const found = async (): Promise<string[]> => {
  const text = await everything();
  return markers.filter((marker) => text.includes(marker));
};
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const may = (referral: string, now: string) => mayGo(stores, referral, thisArea.retention, now);

/** A referral of that person with everything that hangs on one, which its practice then takes back. */
const recalled = async (status: string): Promise<{ referral: string; task: string }> => {
  const answer = await world.ask('POST', '', { as: 'L99901', body: bundle() });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const ids = Object.fromEntries(
    answer.body.entry.map((e: { response: { location: string } }) => e.response.location.split('/').slice(0, 2)),
  );
  const request = (await world.ask('GET', `/ServiceRequest/${ids.ServiceRequest}`, { as: 'L99901' })).body;
  const taken = await world.ask('PUT', `/ServiceRequest/${ids.ServiceRequest}`, {
    ...{ as: 'L99901', body: { ...request, status }, headers: { 'If-Match': 'W/"1"' } },
  });
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  await world.projectAll();
  return { referral: ids.Task.slice(0, 26), task: ids.Task };
};

describe('a referral whose time is over', () => {
  test('leaves no marker of the person in any table or index, a chain that verifies, and reads as if it were not there', async () => {
    const { referral, task } = await recalled('entered-in-error');
    expect((await found()).toSorted()).toEqual(markers.toSorted());
    const { why } = { why: 'nothing', ...(await may(referral, inDays(31))) };
    expect(why).toBe('in-error');
    await dispose(stores, referral, { disposed: inDays(31), why: 'in-error' });
    expect(await found()).toEqual([]);
    const chain = await storedChain(stores.ledger, referral);
    expect(chain.length).toBeGreaterThan(2);
    expect(chain.every(isTombstone)).toBe(true);
    expect(chainFaults(chain)).toEqual([]);
    const views: unknown[] = [];
    for await (const item of everyItem(stores.views)) views.push(item);
    // News that there were, of an id, which go by themselves before anything is disposed of.
    const soon = expect.closeTo(Date.now() / 1000 + 28 * 86_400, -4);
    const news = { pk: expect.stringMatching(/^N#(CWS01|L99901)$/), sk: expect.any(String), expires: soon, tells: [] };
    expect(views).toEqual([news, news]);
    const never = await world.ask('GET', `/Task/${'0'.repeat(26)}.t1`, { as: 'L99901' });
    for (const path of [`/Task/${task}`, `/Task/${task}/_history`, `/Task/${task}/_history/1`]) {
      const answer = await world.ask('GET', path, { as: 'L99901' });
      expect([path, answer.status]).toEqual([path, never.status]);
    }
  });

  test('broken off at any step, the same again finishes it', async () => {
    const { referral } = await recalled('entered-in-error');
    const disposal = { disposed: inDays(31), why: 'in-error' } as const;
    let left = 1;
    for (let allowed = 0; left > 0 && allowed < 30; allowed += 1) {
      let writes = 0;
      client.middlewareStack.add(
        (next, context) => (args) => {
          if (/^(Put|Delete)Item/.test(context.commandName ?? '') && writes++ >= allowed) throw new Error('broken off');
          return next(args);
        },
        { step: 'initialize', name: 'breakOff' },
      );
      left = await dispose(stores, referral, disposal).then(
        () => 0,
        () => 1,
      );
      client.middlewareStack.remove('breakOff');
    }
    expect(left).toBe(0);
    expect(await found()).toEqual([]);
    expect(chainFaults(await storedChain(stores.ledger, referral))).toEqual([]);
  });

  test('its identifier opens no second one, and the person may be referred anew', async () => {
    const { referral } = await recalled('entered-in-error');
    await dispose(stores, referral, { disposed: inDays(31), why: 'in-error' });
    const again = await world.ask('POST', '', { as: 'L99901', body: bundle() });
    expect([again.status, again.body.issue[0].details.coding[0].code]).toEqual([409, 'duplicate']);
    const anew = await world.ask('POST', '', { as: 'L99901', body: referralBundle({ patient: person }) });
    expect(anew.status, JSON.stringify(anew.body)).toBe(200);
  });

  test('any changed byte of what stays of it is found', async () => {
    const { referral } = await recalled('entered-in-error');
    await dispose(stores, referral, { disposed: inDays(31), why: 'in-error' });
    const chain = await storedChain(stores.ledger, referral);
    for (const [n, stone] of chain.entries()) {
      for (const [name, value] of Object.entries(stone)) {
        if (['pk', 'format'].includes(name)) continue;
        const changed = value instanceof Uint8Array ? Buffer.from(value).map((b, i) => (i ? b : b ^ 1)) : `1${value}`;
        const read = readTombstone({ ...stone, [name]: changed });
        const faults = read === undefined ? ['unreadable'] : chainFaults(chain.with(n, read));
        expect([n, name, faults.length]).not.toEqual([n, name, 0]);
      }
    }
    await client.send(new PutItemCommand({ TableName: ledgerTable, Item: marshall({ ...chain[0], at: inDays(0) }) }));
    expect(chainFaults(await storedChain(stores.ledger, referral))).not.toEqual([]);
  });
});

describe('nothing goes', () => {
  test('before its time, while it is open, or while a legal hold is on it', async () => {
    const { referral } = await recalled('entered-in-error');
    expect(await may(referral, inDays(29))).toMatchObject({ not: expect.stringContaining('its time is over on') });
    const unrecorded = async () => undefined;
    const said = { at: inDays(0), by: 'operator', why: 'Claim 2026-14' };
    expect(await setHold(stores.ledger, referral, { held: true, ...said }, unrecorded)).toBe(true);
    expect(await setHold(stores.ledger, referral, { held: true, ...said }, unrecorded)).toBe(false);
    expect(await may(referral, inDays(31))).toEqual({ not: 'a legal hold is on it' });
    await setHold(stores.ledger, referral, { held: false, ...said }, unrecorded);
    expect(await may(referral, inDays(31))).toEqual({ why: 'in-error' });
    const [, open] = Object.values(await world.send('L99901'));
    expect(await may(open?.slice(0, 26) ?? '', inDays(9000))).toEqual({ not: 'it is open' });
  });

  test('after an end that was no error before eight years have passed', async () => {
    const { referral } = await recalled('revoked');
    expect(await may(referral, inDays(8 * 365))).toMatchObject({ not: expect.stringContaining('its time is over on') });
    expect(await may(referral, inDays(8 * 366))).toEqual({ why: 'ended' });
  });
});
