import { resourcesOf } from '../domain/referral.ts';
import type { Loaded, NewVersion, SeenRequest } from '../usecases/ports.ts';
import { sha256 } from './codec.ts';
import { type Contents, type StoredVersion, sizeOf, toItem } from './item.ts';
import { isSnapshotDue, largestItem, seenDays } from './keys.ts';
import { hasRoom, largestJson, liveAfter } from './room.ts';

/**
 * By which repeats are known, and whose last act was when: the newest of each organisation is kept however old it is, because
 * whether somebody is silent is read from it (functions/domain/owed/silent.ts).
 */
const seenFrom = ({ seen, referral: { acted } }: Loaded, at: string): SeenRequest[] => {
  const oldest = new Date(Date.parse(at) - seenDays * 86_400_000).toISOString();
  return seen.filter((request) => request.at >= oldest || request.at === acted.get(request.organisation));
};

const snapshotOf = (next: NewVersion, from: Loaded): Contents | undefined => {
  const resources = liveAfter(next.changed, resourcesOf(from.referral));
  if (JSON.stringify(resources).length > largestJson) return undefined;
  return { resources, seen: seenFrom(from, next.at) };
};

/**
 * The next version as it is stored, or undefined if it is too large. Where a snapshot is due and all that is live does not
 * fit one item, the version holds what it changed, as any other: a reader goes further back, and nobody's act is refused.
 */
export const nextItem = (
  next: NewVersion,
  from: Loaded | undefined,
  message: string | undefined,
): StoredVersion | undefined => {
  if (!hasRoom(next.changed, from ? resourcesOf(from.referral) : [])) return undefined;
  const snapshot = from && isSnapshotDue(next.version) ? snapshotOf(next, from) : undefined;
  const hash = message === undefined ? {} : { message: sha256(message) };
  for (const contents of [...(snapshot ? [snapshot] : []), { resources: next.changed }]) {
    const item = toItem(next, { ...contents, ...hash }, from?.head);
    if (sizeOf(item) <= largestItem) return item;
  }
  return undefined;
};
