import type { Invitation, MeetingView } from '../../contracts/partner-api/schemas.ts';
import { resultWords } from '../../contracts/partner-api/words.ts';
import { isByNumberOnly } from '../../functions/domain/contact/by-number-only.ts';
import { asItsGroupSees } from '../../functions/domain/meetings/heard.ts';
import { mayNameAgain } from '../../functions/domain/meetings/may-name-again.ts';
import { resultOf } from '../../functions/domain/meetings/meetings.ts';
import type { Onward, Referral } from '../../functions/domain/referral.ts';
import { cardNumber } from '../../functions/domain/request/card-number.ts';
import { type Field, fieldsOf } from './field.ts';

/** One person at one session, of whom the partner API shows this: nothing more is on a register. */
export interface Expected {
  readonly referral: Referral;
  readonly onward: Onward;
  readonly invitation: Invitation;
  readonly meeting: MeetingView;
}

const numberOf = ({ referral }: Expected): string => cardNumber(referral.reference);

/** `undefined`: they are there by number. */
const nameOn = (referral: Referral, person: Invitation['person']): string | undefined =>
  isByNumberOnly(referral) || person?.name === undefined
    ? undefined
    : [person.name, person.initial === undefined ? '' : `${person.initial}.`].join(' ').trim();

const calledOf = ({ referral, invitation: { person } }: Expected): string | undefined => nameOn(referral, person);

const saidOf = ({ onward, meeting }: Expected) => {
  const said = onward.meetings.find(({ id }) => id === meeting.id);
  return said && asItsGroupSees(said, resultOf(said));
};

/** What of one person stands on the register of a session, and why. Never more than `name-only`, whatever was agreed: a link is forwarded. */
export const registerFields = {
  task: { why: 'to say of whom the answer is', of: ({ invitation }) => invitation.id },
  meeting: { why: 'to say of which meeting it is', of: ({ meeting }) => meeting.id },
  reference: { why: 'to speak about it with people', of: ({ referral }) => referral.reference },
  called: { why: 'to greet the person as they want to be called', words: 'person', of: calledOf },
  number: { why: 'to tell two of one name apart, and in place of a name that is better not on a list', of: numberOf },
  needs: {
    why: 'so that the person can take part',
    of: ({ referral, invitation }) => (isByNumberOnly(referral) ? undefined : invitation.person?.needs),
  },
  cannotCome: { why: 'so that nobody waits for them', of: ({ invitation }) => invitation.cannotComeNow },
  stops: {
    why: 'so that nobody waits for who comes no more',
    of: ({ invitation }) => invitation.askedToStop || undefined,
  },
  result: {
    why: 'to see what was said',
    of: (expected) => {
      const result = saidOf(expected)?.result;
      return result && resultWords[result];
    },
  },
  again: {
    why: 'to put right what was tapped on the wrong line',
    of: ({ referral, onward, meeting }) =>
      onward.meetings.some((one) => one.id === meeting.id && mayNameAgain(referral, one)) || undefined,
  },
  noted: {
    why: 'to tell what was said elsewhere, by the person or the service, from what was said here',
    of: (expected) => saidOf(expected)?.isOwn === false || undefined,
  },
} as const satisfies Record<string, Field<Expected, unknown>>;

/** How one person stands on a page before there is a session. */
export const calledOnList = (
  referral: Referral,
  { person }: Pick<Invitation, 'person'>,
): { readonly who: string | undefined; readonly needs: readonly string[] } => ({
  who: nameOn(referral, person) ?? (person && `Number ${cardNumber(referral.reference)}`),
  needs: isByNumberOnly(referral) ? [] : (person?.needs ?? []),
});

type Entry = ReturnType<typeof entryOf>;
const entryOf = (expected: Expected) => fieldsOf(registerFields, expected);

export interface RegisterLine extends Entry {
  /** As they stand on the list: a name and an initial, with a number where two are alike; or a number. */
  readonly who: string;
}

/** In the order of the alphabet, those by number last: the order says nothing of who asked first. */
export const registerLines = (all: readonly Expected[]): RegisterLine[] => {
  const entries = all.map(entryOf);
  const count = (value: string, of: (entry: Entry) => string | undefined): number =>
    entries.filter((entry) => of(entry) === value).length;
  const numberIn = ({ number, reference }: Entry): string => (count(number, (e) => e.number) > 1 ? reference : number);
  return entries
    .map((entry) => {
      const { called } = entry;
      if (called === undefined) return { ...entry, who: `Number ${numberIn(entry)}` };
      const isAlone = count(called, (e) => e.called) === 1;
      return { ...entry, who: isAlone ? called : `${called} (${numberIn(entry)})` };
    })
    .sort(
      (a, b) => Number(a.called === undefined) - Number(b.called === undefined) || a.who.localeCompare(b.who, 'en'),
    );
};
