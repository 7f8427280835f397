import type { Happened } from './happened.ts';
import { attentionKey, referralOfKey } from './keys.ts';
import type { LateEntry } from './late-entry.ts';
import type { RowRole } from './row.ts';

/** Why a row stands in the list; a letter each in its place, so that one Query of keys is enough to count. */
const marks = { late: 'L', stuck: 'S', undelivered: 'U', draft: 'D' } as const;
type Mark = keyof typeof marks;
const isMark = (name: string): name is Mark => Object.hasOwn(marks, name);
const markNames = Object.keys(marks).filter(isMark);

/** What of a row decides whether it stands in the list, and where. */
interface Standing extends Happened {
  readonly referral: string;
  readonly organisation: string;
  readonly roles?: readonly RowRole[] | undefined;
  readonly coordinator?: string | undefined;
  readonly late?: readonly LateEntry[] | undefined;
  readonly silentAt?: string | undefined;
  readonly wanted?: number | undefined;
  readonly wantedAt?: string | undefined;
}

/** Nothing more is tried, and it did not arrive: somebody has to tell it, or to send it again. */
export const isGivenUp = ({ wanted, told, ended, outcome }: Standing): boolean =>
  wanted !== undefined &&
  (told ?? 0) < wanted &&
  (ended ?? 0) >= wanted &&
  (outcome === 'refused' || outcome === 'by-hand');

interface Keys {
  readonly attention: string | undefined;
  readonly waiting: string | undefined;
}
const nowhere: Keys = { attention: undefined, waiting: undefined };

/**
 * Keys of the list of what is late or was given up, under the coordinator and by how long it has been so. Both writers use
 * this, as `dueOf`. An ordinary row has neither, so that the list costs nothing while nothing is late.
 */
export const attentionOf = (row: Standing): Keys => {
  const isCoordinators = row.roles?.includes('coordinator') === true;
  const coordinator = isCoordinators ? row.organisation : row.coordinator;
  const found = coordinator === undefined ? [] : marksOf(row, isCoordinators);
  if (coordinator === undefined || found.length === 0) return nowhere;
  const letters = found.map((mark) => marks[mark]).join('');
  const place = [sinceOf(row), letters, row.silentAt ?? '', row.referral].join('#');
  return { attention: attentionKey(coordinator), waiting: place };
};

const marksOf = (row: Standing, isCoordinators: boolean): Mark[] => {
  const { late = [] } = row;
  const isGone = isGivenUp(row);
  return markNames.filter((mark) => {
    if (mark === 'late') return late.length > 0;
    if (mark === 'stuck') return late.some(({ stuck }) => stuck);
    return mark === 'undelivered' ? isGone : late.length > 0 && !isCoordinators;
  });
};

const sinceOf = ({ late = [], lastTried, wantedAt = '' }: Standing): string =>
  late.map(({ deadline }) => deadline).sort()[0] ?? lastTried ?? wantedAt;

/** One place of the list. */
export interface Place {
  readonly pk: string;
  readonly sk: string;
  readonly referral: string;
  readonly since: string;
  readonly marks: ReadonlySet<Mark>;
  readonly silentAt: string | undefined;
}

/** undefined: what does not parse is no place. */
export const placeIn = ({ pk, sk, waiting }: Readonly<Record<string, unknown>>): Place | undefined => {
  const [since, letters, silentAt, referral, more] = String(waiting).split('#');
  if (since === undefined || letters === undefined || referral !== referralOfKey(String(pk)) || more !== undefined)
    return undefined;
  return {
    ...{ pk: String(pk), sk: String(sk), referral: referral ?? '', since },
    marks: new Set(markNames.filter((mark) => letters.includes(marks[mark]))),
    silentAt: silentAt === '' ? undefined : silentAt,
  };
};

export const isSilent = ({ silentAt }: Pick<Place, 'silentAt'>, now: string): boolean =>
  silentAt !== undefined && silentAt <= now;

export interface Counts {
  /** Referrals in which something is late; of those, in which everybody was reminded; that are silent. */
  readonly overdue: number;
  readonly stuck: number;
  readonly silent: number;
  /** Messages that were given up. */
  readonly undelivered: number;
}

/** A draft is its author's alone: who is told of a coordinator's work does not count it. */
export const withoutDrafts = (places: readonly Place[]): Place[] => places.filter((place) => !place.marks.has('draft'));

export const countsOf = (places: readonly Place[], now: string): Counts => {
  const count = (is: (place: Place) => boolean): number => places.filter(is).length;
  return {
    overdue: count((place) => place.marks.has('late')),
    stuck: count((place) => place.marks.has('stuck')),
    silent: count((place) => isSilent(place, now)),
    undelivered: count((place) => place.marks.has('undelivered')),
  };
};
