import { expect, test } from 'vitest';
import { batchDoor } from '../../../infra/local/faults/batch-faults.ts';
import { eventDoor } from '../../../infra/local/faults/event-faults.ts';
import { type Faults, faultsOf } from '../../../infra/local/faults/faults.ts';
import { faultKinds } from '../../../infra/local/faults/kinds.ts';
import { throughWriteFaults } from '../../../infra/local/faults/write-faults.ts';
import { hubClock } from '../../../infra/local/time/hub-clock.ts';

const always = (kind: string): Faults => {
  const faults = faultsOf(faultKinds);
  faults.order({ seed: '1', rates: { [kind]: 1 } });
  return faults;
};

const written = async (faults: Faults): Promise<string[]> => {
  const done: string[] = [];
  await throughWriteFaults(faults, 'project PutEvents', {
    go: async () => void done.push('written'),
    crash: async () => void done.push('crashed'),
  });
  return done;
};

/** What arrives of three events, and with which delay. */
const handedOver = (faults: Faults): string[] => {
  const clock = hubClock();
  const door = eventDoor(faults, clock);
  const arrived: string[] = [];
  for (const name of ['a', 'b', 'c']) door('queue', (delay = 0) => arrived.push(delay > 0 ? `${name} late` : name));
  clock.stop();
  return arrived;
};

const handled = async (faults: Faults): Promise<string[]> => {
  const batches: string[] = [];
  const door = batchDoor(faults, 'stream', async (_, records) => {
    batches.push(records.map(({ eventID }) => eventID).join(''));
  });
  for (const name of ['a', 'b']) await door('shard', [{ eventID: name }]);
  return batches;
};

test('nothing strikes before somebody orders it', async () => {
  const none = faultsOf(faultKinds);
  expect(await written(none)).toEqual(['written']);
  expect(handedOver(none)).toEqual(['a', 'b', 'c']);
  expect(await handled(none)).toEqual(['a', 'b']);
  expect(Object.values(none.counts()).every((sites) => Object.keys(sites).length === 0)).toBe(true);
});

test.each([
  ['crash-before-write', ['crashed']],
  ['crash-after-write', ['crashed', 'written']],
])('%s: the function is gone, and what it wrote is there or not', async (kind, expected) => {
  expect(await written(always(kind))).toEqual(expected);
});

test.each([
  ['event-dropped', []],
  ['event-duplicated', ['a', 'a', 'b', 'b', 'c', 'c']],
  ['event-delayed', ['a late', 'b late', 'c late']],
])('%s: what the queue gets', (kind, expected) => {
  expect(handedOver(always(kind))).toEqual(expected);
});

test('event-reordered: an event arrives after one that followed it', () => {
  const faults = faultsOf(faultKinds);
  faults.order({ seed: '1', rates: { 'event-reordered': 1e-9 }, soon: 1 });
  expect(handedOver(faults)).toEqual(['b', 'a', 'c']);
});

test('stream-replayed: the batch comes again from an older position on, in order', async () => {
  expect(await handled(always('stream-replayed'))).toEqual(['a', 'a', 'b', 'a', 'b']);
});

test('every fault that struck is counted by kind and site', async () => {
  const faults = always('crash-before-write');
  await written(faults);
  await written(faults);
  expect(faults.counts()['crash-before-write']).toEqual({ 'project PutEvents': 2 });
});

test('the same seed strikes the same occasions, another one others, and one of the first ones for certain', () => {
  const table = { 'event-dropped': true };
  const struck = (seed: string, rate: number, soon: number): string => {
    const faults = faultsOf(faultKinds);
    faults.order({ seed, rates: { 'event-dropped': rate }, soon });
    return Array.from({ length: 40 }, () => (faults.choose(table, 'queue') ? 'x' : '.')).join('');
  };
  expect(struck('1', 0.2, 0)).toBe(struck('1', 0.2, 0));
  expect(struck('1', 0.2, 0)).not.toBe(struck('2', 0.2, 0));
  expect(struck('1', 1e-9, 10).slice(0, 10)).toContain('x');
});

test('an order for a fault that does not exist is refused', () => {
  expect(() => faultsOf(faultKinds).order({ seed: '1', rates: { nonsense: 1 } })).toThrow(
    'No fault is called nonsense',
  );
});
