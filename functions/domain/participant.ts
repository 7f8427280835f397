import type { Hears } from '../../contracts/lifecycle/referrers.ts';

/** What kind of organisation takes part; decides whether permission is needed (DESIGN 4). */
export type ParticipantKind = 'practice' | 'coordinator' | 'voluntary' | 'council';

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
}

/** Why a partner is asked nothing new; said to the coordinator. */
export const notAsked = {
  'switched-off': 'The organisation is switched off in Handover.',
  paused: 'The organisation is paused: it takes no new requests at the moment.',
  'agreement-ended': 'The data agreement with the organisation has ended.',
} as const;
export type NotAsked = keyof typeof notAsked;

/** `today`: the calendar date in England. What is under way goes on whatever this says: nobody is dropped by a date. */
export const whyNotAsked = ({ active, paused, agreement }: Standing, today: string): NotAsked | undefined => {
  if (!active) return 'switched-off';
  if (paused && pauses[paused.reason].stopsRequests) return 'paused';
  return agreement && agreement.ends < today ? 'agreement-ended' : undefined;
};

/**
 * What an organisation may hear of those whom it referred: all of it where it gives direct care, else what was agreed, and a
 * receipt and status when nothing was.
 */
export const mayHear = ({ kind, agreement }: Standing): Hears =>
  kind === 'practice' || kind === 'coordinator' ? 'outcome' : (agreement?.hears ?? 'status');
