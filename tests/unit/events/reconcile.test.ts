import { expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { reconcile } from '../../../functions/events/reconcile.ts';
import type { Ledger, Participant, Participants } from '../../../functions/usecases/ports.ts';
import { compareReferral } from '../../../functions/views/project-referral.ts';
import { rowsInMemory } from '../delivery/rows-in-memory.ts';
import { booked, day, ended, id, type Made, met } from '../views/made-referral.ts';

const register = (organiser?: Participant['organiser']): Participants => ({
  organisation: async (code) => ({
    ...{ organisation: code, name: code, kind: code === 'CWS01' ? 'coordinator' : 'voluntary', tier: 'full' },
    ...{ identifier: { system: 'https://example.org', value: code }, active: true, version: 1 },
    ...(code === 'walking-group' && organiser ? { organiser } : {}),
  }),
  client: async () => undefined,
});
const jo: Participant['organiser'] = {
  ...{ name: 'Jo', channel: 'email', to: ['jo@walks.example'], since: day(18), confirmed: day(18) },
};

/** What is counted and what is put right, with the rows as they were made while the group had no human, and one of them `lost`. */
const found = async ({ referral }: Made, lost?: string): Promise<readonly [number, number]> => {
  const rows = rowsInMemory(id);
  const head = { version: referral.version, at: referral.at, hash: '', correlation: 'one', events: [] };
  const load: Ledger['load'] = async () => ({ referral, head, seen: [] });
  const none = { aliasOf: async () => undefined, isDisposed: async () => false, history: async () => [] };
  const append: Ledger['append'] = () => Promise.reject(new Error('Nothing is written here'));
  const at = { ledger: { load, append, ...none }, rows, area: thisArea };
  const before = await compareReferral({ ...at, participants: register() })(id);
  for (const change of before?.changes ?? []) if (change.sk !== lost) await rows.write(change);
  let put = 0;
  const count = await reconcile({
    ...{ born: async () => [id], open: async () => [], ended: async () => [] },
    compare: compareReferral({ ...at, participants: register(jo) }),
    behind: async () => {
      put += 1;
    },
    ...{ again: async () => undefined, clock: () => day(20), report: () => undefined },
    failed: (error) => {
      throw error;
    },
  })();
  return [count, put];
};

test('a human of a group who was entered after its part had ended is no fault, and the rows are made all the same', async () => {
  expect(await found(ended(met(booked(), 'attended')))).toEqual([0, 1]);
});

test('beside that, a row that is missing is a fault', async () => {
  expect(await found(ended(met(booked(), 'attended')), 'L99901')).toEqual([1, 1]);
});
