import type { Person } from '../../contracts/partner-api/schemas.ts';
import { mayContactPerson } from '../../functions/domain/circumstance/circumstances.ts';
import { safeContactOf } from '../../functions/domain/contact/safe-contact.ts';
import { wordsForPartner } from '../../functions/domain/tasks/words-for-partner.ts';
import { type Field, fieldsOf, type InvitationSource } from './field.ts';
import { calledName, familyInitial } from './name.ts';
import { needsOf } from './needs.ts';

type Of<T> = Field<InvitationSource, T>;
type Contact = Person['contact'];
type SafeContact = ReturnType<typeof safeContactOf>;

/**
 * Nothing goes to a person on a channel that is not safe, so no other channel is told. DESIGN 4, safe contact. undefined: nobody
 * is to ring them at all.
 */
const telephonesOf = ({ referral }: InvitationSource): string[] | undefined =>
  mayContactPerson(referral)
    ? safeContactOf(referral.patient)
        .channels.filter(({ system, safety }) => system === 'phone' && safety === 'safe')
        .map(({ value }) => value)
    : undefined;

/** Goes with every telephone number, as it was agreed, and with none it stays: through whom is a number of somebody else. */
const safeContactFields = {
  times: { why: 'to ring when it does no harm', words: 'agreed', of: ({ times }) => [...times] },
  voicemail: { why: 'so that nobody else at home hears of it', of: ({ voicemail }) => voicemail },
  post: { why: 'so that nobody else at home reads of it', of: ({ post }) => post },
  through: { why: 'to ring whom the person chose', words: 'agreed', of: ({ through }) => [...through] },
} as const satisfies Record<keyof NonNullable<Contact['safeContact']>, Field<SafeContact, unknown>>;

const throughTheHub = 'through-the-hub' as const;

const contactFields = {
  how: { why: 'to answer without knowing where the person lives or how to reach them', of: () => throughTheHub },
  prohibited: { why: 'so that nobody tries in good will', of: ({ referral }) => !mayContactPerson(referral) },
  telephone: {
    ...{ why: 'to ring the person before or after a meeting, on a number that is safe', tier: 'contact' },
    of: telephonesOf,
  },
  safeContact: {
    ...{ why: 'so that a call does no harm', tier: 'contact', holds: safeContactFields },
    of: (shown) =>
      telephonesOf(shown)?.length ? fieldsOf(safeContactFields, safeContactOf(shown.referral.patient)) : undefined,
  },
} as const satisfies Record<keyof Contact, Of<unknown>>;

/** DESIGN 4, tiers: what a partner sees of a person, from which tier on, and why. `full` is the coordinator's, who reads FHIR. */
export const personFields = {
  name: {
    ...{ why: 'to greet the person as they want to be called', words: 'person' },
    of: ({ referral, now }) => calledName(referral.patient, now),
  },
  initial: {
    ...{ why: 'to tell two people of the same name apart', words: 'person' },
    of: ({ referral, now }) => familyInitial(referral.patient, now),
  },
  needs: {
    ...{ why: 'so that the person can take part: step-free, large print, an interpreter' },
    of: ({ referral }) => needsOf(referral.patient),
  },
  contact: {
    ...{ why: 'how to answer', holds: contactFields },
    of: (shown) => fieldsOf(contactFields, shown, shown.tier),
  },
  reason: {
    ...{ why: 'to welcome the person with what brings them in mind', tier: 'purpose', words: 'written-for-it' },
    of: ({ onward }) => wordsForPartner(onward.task, 'reason-for-partner'),
  },
  goal: {
    ...{ why: 'to help with what the person hopes for', tier: 'purpose', words: 'written-for-it' },
    of: ({ onward }) => wordsForPartner(onward.task, 'goal-for-partner'),
  },
} as const satisfies Record<keyof Person, Of<unknown>>;

export const personFor = (shown: InvitationSource): Person => fieldsOf(personFields, shown, shown.tier);
