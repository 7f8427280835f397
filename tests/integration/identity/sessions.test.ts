import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { dynamoSessions } from '../../../functions/identity/people/sessions.ts';
import { callerBySession } from '../../../functions/identity/people/signed-in-person.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { event } from '../../unit/http/event.ts';
import { startDynamodb } from '../dynamodb.ts';

const { client, viewsTable, stop } = await startDynamodb();
afterAll(stop);

const sessions = dynamoSessions({ client, table: viewsTable });
const who = { subject: 'sub-1', organisation: 'CWS01' };
const at = (minute: number): string => new Date(Date.parse('2030-01-07T09:00:00.000Z') + minute * 60_000).toISOString();

test('a session holds as long as somebody does something every half hour, and ten hours at most', async () => {
  const id = await sessions.open(who, at(0));
  for (let minute = 29; minute < 600; minute += 29)
    expect(await sessions.read(id, at(minute)), `${minute}`).toEqual(who);
  expect(await sessions.read(id, at(600))).toBeUndefined();
});

test('whoever does nothing for half an hour is signed out', async () => {
  const id = await sessions.open(who, at(0));
  expect(await sessions.read(id, at(30))).toBeUndefined();
});

test('a closed session is closed at once, and a page under way does not open it again', async () => {
  const id = await sessions.open(who, at(0));
  const under = dynamoSessions({ client: slowly(() => sessions.close(id)), table: viewsTable });
  expect(await under.read(id, at(5))).toBeUndefined();
  expect(await sessions.read(id, at(5))).toBeUndefined();
});

/** The same store, in which something happens between a read and the write that follows it. */
const slowly = (meanwhile: () => Promise<void>): typeof client => {
  const other = Object.create(client);
  let reads = 0;
  other.send = async (command: Parameters<typeof client.send>[0]) => {
    const answer = await client.send(command);
    reads += 1;
    if (reads === 1) await meanwhile();
    return answer;
  };
  return other;
};

test('whoever reads the table finds no id that a browser could show, and nobody can guess one', async () => {
  const id = await sessions.open(who, at(0));
  const { Items } = await client.send(new ScanCommand({ TableName: viewsTable }));
  expect(JSON.stringify(Items)).not.toContain(id);
  expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  expect(await sessions.read('A'.repeat(43), at(0))).toBeUndefined();
});

const staff = [
  { code: 'ada', name: 'Ada', signsInAs: 'sub-1' },
  { code: 'bo', name: 'Bo' },
];
const organisation: Participant = {
  ...{ organisation: 'CWS01', name: 'CWS', kind: 'coordinator', tier: 'full', active: true, version: 1, staff },
  identifier: { system: 's', value: 'v' },
};

test.each<[string, Partial<Participant>, boolean]>([
  ['on the list', {}, true],
  ['taken off the list', { staff: [] }, false],
  ['on the list as somebody who signs in as another', { staff: [{ code: 'ada', name: 'Ada', signsInAs: 'x' }] }, false],
  ['of an organisation that is switched off', { active: false }, false],
])('the session of somebody %s', async (_, change, holds) => {
  const id = await sessions.open(who, at(0));
  const register = { organisation: async () => ({ ...organisation, ...change }) };
  const caller = callerBySession({ sessions, register, clock: () => at(1) });
  const found = await caller(event({ headers: { cookie: `a=b; __Host-session=${id}` } }));
  expect(found).toEqual(holds ? { client: 'pages', organisations: 'CWS01', person: 'ada', role: 'link-worker' } : null);
});
