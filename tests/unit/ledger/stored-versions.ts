import { createHash } from 'node:crypto';
import { eventsIn, type StoredVersion, toItem } from '../../../functions/ledger/item.ts';
import type { LedgerHead, NewVersion } from '../../../functions/usecases/ports.ts';
import { coordinator, day, id, later, practice } from '../domain/cast.ts';
import { opening } from '../domain/referrals.ts';

export const newVersion = (version: number, more: Partial<NewVersion> = {}): NewVersion => ({
  referral: id,
  version,
  at: later(day(0), version),
  actor: version === 1 ? practice : coordinator,
  action: version === 1 ? 'request' : 'record',
  request: {
    id: `request-${version}`,
    correlation: 'a-correlation',
    bodyHash: createHash('sha256').digest('base64url'),
  },
  changed: version === 1 ? opening().changed : [],
  events: [{ type: 'recorded', task: `Task/${id}.t1` }],
  ...more,
});

const headOf = (item: StoredVersion): LedgerHead => ({
  version: Number(item.sk.slice(2)),
  at: item.at,
  hash: Buffer.from(item.hash).toString('base64url'),
  correlation: item.correlation,
  events: eventsIn(item),
});

/** A chain of versions, oldest first; the first holds a whole new referral, the others a conversation each. */
export const chain = (length: number, words = 'Talk'): StoredVersion[] => {
  const items: StoredVersion[] = [];
  for (let version = 1; version <= length; version += 1) {
    const before = items.at(-1);
    const talk = {
      resourceType: 'Communication' as const,
      id: `${id}.m${version}`,
      status: 'completed' as const,
      payload: [{ contentString: `${words} number ${version}` }],
    };
    const next = newVersion(version, version === 1 ? {} : { changed: [talk] });
    items.push(toItem(next, { resources: next.changed }, before && headOf(before)));
  }
  return items;
};
