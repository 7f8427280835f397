import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { gloucestershireSafeguarding as rule } from '../../../contracts/areas/gloucestershire-safeguarding.ts';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import { dynamoHolds } from '../../../functions/identity/holds.ts';
import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { partnerLanguage } from '../../../functions/partner/language.ts';
import { keyedHash } from '../../../functions/runtime/hash.ts';
import { formDialect } from '../../../functions/safeguarding/by-form.ts';
import { concernStore } from '../../../functions/safeguarding/concern-store.ts';
import { missedMeetings } from '../../../functions/safeguarding/did-not-come.ts';
import { mailReturned } from '../../../functions/safeguarding/mail-returned.ts';
import { safeguardingRoutes } from '../../../functions/safeguarding/routes.ts';
import { sweepConcerns } from '../../../functions/safeguarding/sweep.ts';
import type { Tell } from '../../../functions/safeguarding/tell.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { context, event } from '../../unit/http/event.ts';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';
import { emptied } from '../written.ts';

interface Asked {
  readonly as: string;
  readonly body?: unknown;
  readonly id?: string;
}

const origin = 'https://hub.example';
/** With it the hub makes the marks of its forms. */
export const formHash = keyedHash('of this test');

/** A Wednesday at noon, in the hours of every desk. */
export const noon = '2026-11-25T12:00:00.000Z';

/** The safeguarding door, its clock and what it hears, in this process on real tables; nobody is really told. */
export const startDesk = (dynamodb: TestDynamodb) => {
  const { client } = dynamodb;
  const faults: unknown[] = [];
  const told: string[] = [];
  const away = new Set<string>();
  const switchedOff = new Set<string>();
  const time = { now: noon };
  const clock = () => time.now;
  const failed = (error: unknown): void => {
    faults.push(error);
  };
  const unreadable = (): void => {
    faults.push('unreadable');
  };
  const store = concernStore({ client, table: dynamodb.concernsTable, unique: randomUUID, unreadable });
  const years = { adults: 8, children: 25 };
  const participants = {
    organisation: async (organisation: string): Promise<Participant | undefined> =>
      /[A-Z]-/.test(organisation) || organisation === 'nobody-there'
        ? undefined
        : {
            ...{ organisation, name: organisation, kind: 'council', tier: 'full', version: 1 },
            ...{ identifier: { system: 'x', value: organisation }, active: !switchedOff.has(organisation) },
          },
  };
  const holds = dynamoHolds({ client, table: dynamodb.ledgerTable, clock });
  const ports = { rule, years, store, clock, participants, holds };
  const handler = api({
    routes: safeguardingRoutes({ ...ports, publicUrl: origin, hash: async () => formHash }),
    participants,
    language: partnerLanguage(origin),
    dialects: formDialect({ rule, publicUrl: origin }),
    clock,
    limits: limitsOf(generousQuotas),
    report: failed,
  });
  const tell: Tell = async function* tell(reader, ids) {
    if (away.has(reader)) return;
    told.push(`${reader} ${ids.join(' ')}`);
    yield ids;
  };
  const otherwise = mailReturned({ ...ports, unread: () => faults.push('unread') });
  const hear = missedMeetings({
    ...ports,
    ledger: dynamoLedger({ client, table: dynamodb.ledgerTable }),
    failed,
    otherwise,
  });
  return {
    ...{ faults, told, away, switchedOff, time, store },
    sweep: sweepConcerns({ ...ports, tell, failed }),
    hear: (...bodies: readonly unknown[]) =>
      hear(
        bodies.map(
          (body, n) => ({ messageId: String(n), body: JSON.stringify(body) }) as Parameters<typeof hear>[0][0],
        ),
      ),
    ask: async (method: string, path: string, { as, body, id = randomUUID() }: Asked) => {
      const sent = event({
        ...{ method, path: `/safeguarding/v1${path}`, client: `client-of-${as}`, organisations: as },
        headers: { 'X-Request-Id': id, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const answer = await handler(sent, context);
      const text = answer.body;
      return { status: answer.statusCode, text, body: text === '' ? undefined : JSON.parse(text) };
    },
    /** A form that a page of the hub showed, as a browser sends it. */
    form: async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
      const sent = event({
        ...{ method: 'POST', path, body: new URLSearchParams(fields).toString() },
        headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      });
      const { statusCode, body, headers: answered } = await handler(sent, context);
      return { status: statusCode, text: body, type: String(answered?.['content-type']) };
    },
    /** When each item of a concern goes, in seconds since 1970. */
    goes: async (concern: string): Promise<(number | undefined)[]> => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: dynamodb.concernsTable }));
      return Items.filter(({ pk }) => pk?.S === `C#${concern}`).map(({ expires }) => expires && Number(expires.N));
    },
    /** Everything that stands in a table, as text. */
    textOf: async (TableName: string): Promise<string> =>
      JSON.stringify((await client.send(new ScanCommand({ TableName }))).Items),
  };
};
export type Desk = ReturnType<typeof startDesk>;

/** For one file of tests: tables, emptied before each test, and for each a desk at which nothing may go wrong unseen. */
export const deskOfFile = () => {
  let store: TestDynamodb;
  let desk: Desk;
  beforeAll(async () => {
    store = await startDynamodb();
  });
  beforeEach(async () => {
    await emptied(store, [store.ledgerTable, store.concernsTable]);
    desk = startDesk(store);
  });
  afterEach(() => expect(desk.faults).toEqual([]));
  afterAll(() => store?.stop());
  return { store: (): TestDynamodb => store, desk: (): Desk => desk };
};

export const worried = {
  ...{ level: 'worried', who: 'adult', says: 'Something that nobody else may read' },
  about: { kind: 'person', referral: 'HO-7K3M-2P4X', name: 'Ottoline Marker' },
};
export const aboutGroup = (organisation: string) => ({
  ...{ level: 'unsafe', who: 'adult', says: 'What somebody saw there' },
  about: { kind: 'group', organisation },
});
