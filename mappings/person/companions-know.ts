import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../../functions/domain/coding.ts';
import { companionMeeting, isObjectedCompanion } from '../../functions/domain/companion/companions.ts';
import { hasBegun } from '../../functions/domain/meetings/meetings.ts';
import { organisationOf, type Referral } from '../../functions/domain/referral.ts';
import type { Named } from '../named.ts';
import { companionFields, companionSource, companionView } from '../partner/companion.ts';
import { type Field, fieldsOf } from '../partner/field.ts';

/** One thing that a companion can be shown: from the very list that their page obeys (mappings/partner/companion.ts). */
export type CompanionThing = keyof typeof companionFields;

interface Source {
  readonly referral: Referral;
  readonly task: Referral['companions'][number];
  readonly name: string;
  readonly now: string;
}

/** Where it stands with them, for the person: a word each. */
export type Alongside = 'asked' | 'comes' | 'was-to-come' | 'went' | 'missed' | 'no';

const standsOf = ({ referral, task, now }: Source): Alongside => {
  const meeting = companionMeeting(referral, task);
  switch (statusOf(task)) {
    case 'requested':
      return 'asked';
    case 'accepted':
      return meeting && hasBegun(meeting, now) ? 'was-to-come' : 'comes';
    case 'completed':
      return 'went';
    case 'failed':
      return 'missed';
    default:
      return 'no';
  }
};

const isThing = (key: string): key is CompanionThing => Object.hasOwn(companionFields, key);

const isFilled = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

/** Whoever is not asked any more is shown that it is over, and nothing else. */
const thingsOf = ({ referral, task, now }: Source): readonly CompanionThing[] => {
  const source = isTerminal(statusOf(task)) ? undefined : companionSource(referral, task, now);
  return source
    ? Object.entries(companionView(source)).flatMap(([key, value]) => (isThing(key) && isFilled(value) ? [key] : []))
    : [];
};

/** What the person is told of somebody who was asked to go along: names of things, and none of the things. */
const companionKnowerFields = {
  kind: { why: 'to tell them from a group', of: () => 'companion' as const },
  name: { why: 'to know who', words: 'own', of: ({ name }) => name },
  id: {
    why: 'to take the permission for them back',
    of: ({ referral, task }) => (task.id ?? '').slice(referral.id.length + 1),
  },
  stands: { why: 'to know whether they come, or came', of: standsOf },
  things: { why: 'to know what they can see', of: thingsOf },
  isWithdrawn: {
    why: 'to see that the permission was taken back',
    of: ({ referral, task, now }) => isObjectedCompanion(referral, task, now),
  },
} as const satisfies Record<string, Field<Source, unknown>>;

/** The same, as it is documented. */
export const companionKnowers: readonly Named[] = Object.entries(companionKnowerFields).map(([element, { why }]) => ({
  ...{ why, elements: [element] },
}));

/** Everybody who was asked to go along, once for each time. */
export const companionsWhoKnow = (
  referral: Referral,
  nameOf: (organisation: string) => string | undefined,
  now: string,
) =>
  referral.companions.flatMap((task) => {
    const name = nameOf(organisationOf(task.owner) ?? '');
    return name === undefined ? [] : [fieldsOf(companionKnowerFields, { referral, task, name, now })];
  });
