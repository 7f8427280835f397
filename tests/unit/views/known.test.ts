import { expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { fold } from '../../../functions/ledger/fold.ts';
import type { StoredVersion } from '../../../functions/ledger/item.ts';
import { nextItem } from '../../../functions/ledger/next-item.ts';
import type { Participant, RequestIdentity } from '../../../functions/usecases/ports.ts';
import { compareReferral } from '../../../functions/views/project-referral.ts';
import { readRow } from '../../../functions/views/row.ts';
import { ledgerOf } from './ledger-of.ts';
import { booked, coordinator, day, group, id, type Made, move, next, versionsOf } from './made-referral.ts';

/** A coordinator's software is not sent what it did itself and was answered; all else is sent to it. */
const register: Record<string, Pick<Participant, 'kind' | 'endpoint'>> = {
  CWS01: { kind: 'coordinator', endpoint: { url: 'https://cws.example/FHIR', client: coordinator.client } },
  L99901: { kind: 'practice' },
  'walking-group': { kind: 'voluntary' },
};

const stored = (made: Made, more: Partial<RequestIdentity>): readonly StoredVersion[] =>
  versionsOf(made).reduce<StoredVersion[]>((items, { referral, actor, action, changed, events }) => {
    const request = { id: `request-${referral.version}`, correlation: 'c', bodyHash: 'h', ...more };
    const from = fold(items);
    const version = {
      referral: id,
      version: referral.version,
      at: referral.at,
      actor,
      action,
      request,
      changed,
      events,
    };
    const item = nextItem(version, from, undefined);
    if (!item) throw new Error('too large');
    items.unshift(item);
    return items;
  }, []);

const toldUntil = (made: Made | undefined) => ({
  ...{ wanted: made?.referral.version ?? 0, wantedAt: day(0), told: made?.referral.version ?? 0 },
});

/** The version that is still to be told to the software, from the ledger as it is stored. */
const wanted = async (
  made: Made,
  more: Partial<RequestIdentity> = {},
  stands: Readonly<Record<string, unknown>> = toldUntil(made.before),
): Promise<number | undefined> => {
  const loaded = fold(stored(made, more));
  const compared = await compareReferral({
    ledger: { ...ledgerOf(made), load: async () => loaded },
    rows: {
      read: async () =>
        [readRow({ pk: `R#${id}`, sk: 'CWS01', turn: 1, ...stands })].filter((row) => row !== undefined),
      write: async () => {
        throw new Error('Nothing is written');
      },
      remove: async () => {},
    },
    participants: {
      organisation: async (organisation) => {
        const found = register[organisation];
        const name = { organisation, name: organisation, tier: 'full' as const, active: true, version: 1 };
        return found && { ...name, ...found, identifier: { system: 's', value: organisation } };
      },
      client: async () => undefined,
    },
    area: thisArea,
  })(id);
  return compared?.changes.find(({ sk }) => sk === 'CWS01')?.set.wanted as number | undefined;
};

/** On its own Task alone. */
const notes = (text: string): Action => ({
  ...{ kind: 'update-task', task: `${id}.t1`, to: 'in-progress', notes: [text] },
});
/** It holds the invitation as well, and lets it go on again. */
const waits: Action = {
  ...{ kind: 'update-task', task: `${id}.t1`, to: 'on-hold', reviewDate: day(9).slice(0, 10) },
  reason: { text: 'In hospital for a week' },
};
const begun = (): Made => next(booked(), group, { kind: 'update-task', task: `${id}.t2`, to: 'in-progress' }, day(4));

test('what it did to one Task alone is not sent to it', async () => {
  const before = begun();
  const noted = next(before, coordinator, notes('Rang her son'), day(5));
  expect(noted.changed).toHaveLength(1);
  expect(await wanted(before)).toBe(before.referral.version);
  expect(await wanted(noted)).toBe(before.referral.version);
});

test('what followed from it for another Task is sent, also when it has gone on with its own meanwhile', async () => {
  const held = next(begun(), coordinator, waits, day(5));
  expect(await wanted(held)).toBe(held.referral.version);
  const resumed = next(held, coordinator, move('in-progress'), day(6));
  expect(resumed.changed.filter(({ resourceType }) => resourceType === 'Task')).toHaveLength(2);
  const noted = next(resumed, coordinator, notes('Rang her son'), day(6, 10));
  expect(noted.changed).toHaveLength(1);
  expect(await wanted(noted, {}, toldUntil(held))).toBe(noted.referral.version);
});

test('what it asked not to be answered with is sent', async () => {
  const noted = next(begun(), coordinator, notes('Rang her son'), day(5));
  expect(await wanted(noted, { brief: true })).toBe(noted.referral.version);
});

test('what is sent is never older than what it was answered: what waits goes as it stands after its own act', async () => {
  const before = begun();
  const noted = next(before, coordinator, notes('Rang her son'), day(5));
  // What the group did had not been sent yet.
  expect(await wanted(noted, {}, toldUntil(before.before))).toBe(noted.referral.version);
  // Nor was it while the endpoint was down: the row keeps its round of tries.
  const down = { ...toldUntil(before.before), wanted: before.referral.version, attempts: 3, began: day(4) };
  expect(await wanted(noted, {}, down)).toBe(noted.referral.version);
});
