import { expect, test } from 'vitest';
import { hub, operatorClient, receipt } from '../../../functions/domain/hub.ts';
import { fold } from '../../../functions/ledger/fold.ts';
import { isSnapshot, type StoredVersion } from '../../../functions/ledger/item.ts';
import { nextItem } from '../../../functions/ledger/next-item.ts';
import type { NewVersion } from '../../../functions/usecases/ports.ts';
import { coordinator, day, group } from '../domain/cast.ts';
import { newVersion } from './stored-versions.ts';

/** A ledger as it is written: each version by one of these, a day after the one before. */
const ledgerOf = (acts: readonly Partial<NewVersion>[]): StoredVersion[] => {
  const items: StoredVersion[] = [];
  for (const act of [{}, ...acts]) {
    const version = items.length + 1;
    const next = newVersion(version, { at: day(version - 1), ...act });
    const item = nextItem(next, fold(items.toReversed()), undefined);
    if (!item) throw new Error('too large');
    items.push(item);
  }
  return items;
};

const actedIn = (items: readonly StoredVersion[]) => Object.fromEntries(fold(items.toReversed())?.referral.acted ?? []);
const by = (actor: NewVersion['actor']): Partial<NewVersion> => ({ actor });

test('the last action of each organisation is read from who wrote the versions', () => {
  expect(actedIn(ledgerOf([]))).toEqual({ L99901: day(0) });
  expect(actedIn(ledgerOf([by(coordinator), by(group), by(coordinator)]))).toEqual({
    L99901: day(0),
    CWS01: day(3),
    'walking-group': day(2),
  });
});

test('what the hub, its operator or a system that only has it did, is nobody’s', () => {
  const items = ledgerOf([
    by(coordinator),
    by(hub),
    by({ ...coordinator, client: operatorClient, person: 'op' }),
    { ...by(coordinator), action: receipt },
  ]);
  expect(actedIn(items)).toEqual({ L99901: day(0), CWS01: day(1) });
});

test('who was silent for longer than requests are kept is known over every snapshot, and receipts stay receipts', () => {
  const quiet = Array.from({ length: 33 }, () => by(hub));
  const items = ledgerOf([by(group), { ...by(group), action: receipt }, ...quiet]);
  expect(items.filter(isSnapshot)).toHaveLength(3);
  const sinceSnapshot = items.slice(items.findLastIndex(isSnapshot));
  expect(actedIn(sinceSnapshot)).toEqual({ L99901: day(0), 'walking-group': day(1) });
  expect(actedIn(sinceSnapshot)).toEqual(actedIn(items));
});
