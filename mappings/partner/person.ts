import type { Extension, Patient } from 'fhir/r4.js';
import type { Person } from '../../contracts/partner-api/schemas.ts';
import { extensions } from '../../contracts/systems.ts';
import { mayContactPerson } from '../../functions/domain/circumstance/circumstances.ts';
import { safeContactOf } from '../../functions/domain/contact/safe-contact.ts';
import type { Tier } from '../../functions/domain/participant.ts';
import { type Field, fieldsOf, type InvitationSource } from './field.ts';
import { calledName, familyInitial } from './name.ts';

type Of<T> = Field<InvitationSource, T>;
type Contact = Person['contact'];

const extensionText = (e: Extension): string | undefined =>
  e.valueString ??
  e.valueCoding?.display ??
  e.valueCodeableConcept?.text ??
  e.valueCodeableConcept?.coding?.find((c) => c.display)?.display;

const needsOf = (patient: Patient): string[] =>
  (patient.extension ?? [])
    .filter((e) => e.url === extensions.accessNeed)
    .map(extensionText)
    .filter((text) => text !== undefined);

/** Nothing goes to a person on a channel that is not safe, so no other channel is told. DESIGN 4, safe contact. */
const safeTelephones = ({ patient }: InvitationSource['referral']): string[] =>
  safeContactOf(patient)
    .channels.filter(({ system, safety }) => system === 'phone' && safety === 'safe')
    .map(({ value }) => value);

/** Goes with every telephone number, as it was agreed. */
const safeContact = ({ patient }: InvitationSource['referral']): Contact['safeContact'] => {
  const { times, voicemail, post, through } = safeContactOf(patient);
  return { times: [...times], voicemail, post, through: [...through] };
};

const throughTheHub: Record<'how' | 'prohibited', Of<unknown>> & {
  how: Of<'through-the-hub'>;
  prohibited: Of<boolean>;
} = {
  how: { why: 'to answer without knowing where the person lives or how to reach them', of: () => 'through-the-hub' },
  prohibited: { why: 'so that nobody tries in good will', of: ({ referral }) => !mayContactPerson(referral) },
};
const byTelephone = {
  ...throughTheHub,
  telephone: {
    why: 'to ring before or after a meeting',
    of: ({ referral }: InvitationSource) => (mayContactPerson(referral) ? safeTelephones(referral) : undefined),
  },
  safeContact: { why: 'so that a call does no harm', of: ({ referral }: InvitationSource) => safeContact(referral) },
};

const withContact = <C extends Contact>(contact: (shown: InvitationSource) => C) => ({
  name: {
    why: 'to greet the person as they want to be called',
    of: ({ referral, now }: InvitationSource) => calledName(referral.patient, now),
  },
  initial: {
    why: 'to tell two people of the same name apart',
    of: ({ referral, now }: InvitationSource) => familyInitial(referral.patient, now),
  },
  needs: {
    why: 'so that the person can take part: step-free, large print, an interpreter',
    of: ({ referral }: InvitationSource) => needsOf(referral.patient),
  },
  contact: { why: 'how to answer', of: contact },
});

const nameOnly = withContact((shown) => fieldsOf(throughTheHub, shown));
const contact = withContact((shown) => fieldsOf(byTelephone, shown));

/**
 * DESIGN 4, tiers: what a partner sees of a person, and why. `purpose` adds the reason and goal that were written new
 * for this partner and agreed with the person; until there is a form for that agreement there is nothing to add.
 * `full` is for the coordinator, who reads FHIR: here it is a partner like any other.
 */
export const personFields = {
  'name-only': nameOnly,
  contact,
  purpose: contact,
  full: contact,
} as const satisfies Record<Tier, Record<keyof Person, Of<unknown>>>;

export const personFor = (shown: InvitationSource): Person => fieldsOf(personFields[shown.tier], shown);
