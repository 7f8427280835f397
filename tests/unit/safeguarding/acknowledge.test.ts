import { expect, test } from 'vitest';
import { gloucestershireSafeguarding as rule } from '../../../contracts/areas/gloucestershire-safeguarding.ts';
import type { OpenConcern, Opened } from '../../../functions/domain/concern/concern.ts';
import type { SignedIn } from '../../../functions/http/request.ts';
import { acknowledge } from '../../../functions/safeguarding/duty.ts';
import type { SafeguardingPorts } from '../../../functions/safeguarding/ports.ts';

const at = '2026-11-25T12:00:00.000Z';
const waiting: OpenConcern = {
  ...{ id: 'sg-000000000001', version: 1, at, level: 'worried', route: 'adults', told: [], kind: 'raised' },
  due: at,
};

/** A table in which somebody else writes first, as often as is said. */
const desk = (first: readonly Partial<OpenConcern>[]) => {
  let stands = waiting;
  const others = [...first];
  const opened: Opened[] = [];
  const unasked = () => Promise.reject(new Error('Nobody asks this'));
  const store: SafeguardingPorts['store'] = {
    ...{ add: unasked, content: unasked, close: unasked, closedBy: unasked },
    open: async () => [stands],
    change: async (before, after) => {
      const other = others.shift();
      if (other) stands = { ...stands, ...other, version: stands.version + 1 };
      if (before.version !== stands.version) return false;
      stands = { ...after, version: stands.version + 1 };
      return true;
    },
    note: async (_, one) => {
      opened.push(one);
    },
  };
  const holds = { held: unasked, hold: unasked };
  const participants = { organisation: unasked };
  const ports = { rule, store, holds, participants, years: { adults: 8, children: 25 }, clock: () => at };
  const request: SignedIn = {
    ...{ method: 'POST', path: '/', params: { id: waiting.id }, query: new URLSearchParams(), headers: {} },
    ...{ body: JSON.stringify({ name: 'Ada Duty' }), requestId: 'r', correlationId: 'c', bodyHash: 'h', now: at },
    principal: { actor: { client: 'desk', organisation: 'safeguarding-desk' }, organisations: ['safeguarding-desk'] },
  };
  return { answer: () => acknowledge(ports)(request), opened };
};

test('who acknowledges is noted once, however often the clock writes in between', async () => {
  const { answer, opened } = desk([{ told: [] }, { told: [] }]);
  expect(await answer()).toMatchObject({ value: { status: 200, body: { acknowledged: { name: 'Ada Duty' } } } });
  expect(opened.map(({ what, name }) => `${what} ${name}`)).toEqual(['acknowledged Ada Duty']);
});

test('who came second is told whose it is, and is not noted as having it', async () => {
  const { answer, opened } = desk([{ acknowledged: { at, name: 'Bo Lead', organisation: 'safeguarding-lead' } }]);
  expect(await answer()).toMatchObject({ value: { status: 200, body: { acknowledged: { name: 'Bo Lead' } } } });
  expect(opened).toEqual([]);
});
