import { staff } from '../../contracts/authority/staff.ts';
import { notices } from '../../contracts/lifecycle/codes.ts';
import type { Hears } from '../../contracts/lifecycle/referrers.ts';
import type { Clearance } from './companion/clearance.ts';

/** What kind of organisation takes part; decides whether permission is needed (DESIGN 4). */
export type ParticipantKind = keyof typeof staff;
const isKind = (code: string): code is ParticipantKind => Object.hasOwn(staff, code);
export const participantKinds: readonly ParticipantKind[] = Object.keys(staff).filter(isKind);

/** Whoever may be asked to receive a person. */
export const isPartnerKind = (kind: ParticipantKind): boolean => kind === 'voluntary' || kind === 'council';

/** How much of a person an organisation sees (DESIGN 4, tiers): each sees what those before it see. */
export const tiers = ['name-only', 'contact', 'purpose', 'full'] as const;
export type Tier = (typeof tiers)[number];

/** The data agreement under which an organisation takes part. */
export interface Agreement {
  /** As both sides file it: `DSA-2026-014`. */
  readonly reference: string;
  /** The last calendar day on which it holds, `YYYY-MM-DD`, Europe/London. */
  readonly ends: string;
  /** What it hears of the people whom it referred, where that is more than its kind of organisation hears. */
  readonly hears?: Hears;
  /** Whom of its people it vouches for: their own word that they are registered professionals counts. */
  readonly refersAs?: 'professional';
}

/** That an organisation was checked for work with people under 18 (enhanced DBS with barred lists, training, a policy). */
export interface CheckedForUnder18 {
  /** Who checked: a name or a role. */
  readonly by: string;
  /** The last calendar day on which it holds, `YYYY-MM-DD`, Europe/London. */
  readonly until: string;
}

/**
 * Why an organisation is paused, and whether new requests stop too. Deliveries wait in either case, and go out once a
 * human has resumed it.
 */
export const pauses = {
  operator: { stopsRequests: true, says: 'paused by whoever runs the hub' },
  'endpoint-gone': { stopsRequests: false, says: 'its endpoint answered 410: gone' },
} as const;
export type PauseReason = keyof typeof pauses;

export interface Paused {
  readonly reason: PauseReason;
  /** Instant. */
  readonly since: string;
}

/** How an organisation stands with the hub. */
export interface Standing {
  readonly kind: ParticipantKind;
  readonly active: boolean;
  readonly paused?: Paused;
  readonly agreement?: Agreement;
  /** A duty owner for safeguarding paused new requests: not in the register, laid over it (functions/identity/holds.ts). */
  readonly askDutyOwner?: true;
  readonly checkedForUnder18?: CheckedForUnder18;
  readonly companion?: Clearance;
}

/** Why a partner is asked nothing new; said to the coordinator. */
export const notAsked = {
  'switched-off': 'The organisation is switched off in Handover.',
  paused: 'The organisation is paused: it takes no new requests at the moment.',
  'ask-duty-owner': `The organisation is ${notices['ask-duty-owner']}.`,
  'agreement-ended': 'The data agreement with the organisation has ended.',
  'no-longer': 'They said that they no longer do this.',
  // Only where the hub would ask by itself: a person may ask all the same.
  full: 'They said that they have no room.',
} as const;
export type NotAsked = keyof typeof notAsked;

/** `today`: the calendar date in England. What is under way goes on whatever this says: nobody is dropped by a date. */
export const whyNotAsked = (standing: Standing, today: string): NotAsked | undefined => {
  const { active, paused, agreement } = standing;
  if (!active) return 'switched-off';
  if (standing.askDutyOwner) return 'ask-duty-owner';
  if (paused && pauses[paused.reason].stopsRequests) return 'paused';
  return agreement && agreement.ends < today ? 'agreement-ended' : undefined;
};

/** On `today`, the calendar date in England; of requests that are sent from now on. */
export const isCheckedForUnder18 = ({ checkedForUnder18: checked }: Standing, today: string): boolean =>
  checked !== undefined && checked.until >= today;

export const givesDirectCare = (kind: ParticipantKind): boolean => kind === 'practice' || kind === 'coordinator';

/**
 * What an organisation may hear of those whom it referred: all of it where it gives direct care, else what was agreed, and a
 * receipt and status when nothing was.
 */
export const mayHear = ({ kind, agreement }: Standing): Hears =>
  givesDirectCare(kind) ? 'outcome' : (agreement?.hears ?? 'status');
