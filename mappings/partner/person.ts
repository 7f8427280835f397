import type { Extension, Patient } from 'fhir/r4.js';
import type { Person } from '../../contracts/partner-api/schemas.ts';
import { extensions } from '../../contracts/systems.ts';
import type { Tier } from '../../functions/domain/participant.ts';
import { contactProhibited } from '../../functions/domain/parties.ts';
import { safeContactOf } from '../../functions/domain/safe-contact.ts';
import { type Field, type Shown, view } from './field.ts';
import { calledName, familyInitial } from './name.ts';

type Of<T> = Field<Shown, T>;
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
const safeTelephones = ({ patient }: Shown['referral']): string[] =>
  safeContactOf(patient)
    .channels.filter(({ system, safety }) => system === 'phone' && safety === 'safe')
    .map(({ value }) => value);

/** Goes with every telephone number, as it was agreed. */
const safeContact = ({ patient }: Shown['referral']): Contact['safeContact'] => {
  const { times, voicemail, post, through } = safeContactOf(patient);
  return { times: [...times], voicemail, post, through: [...through] };
};

const throughTheHub: Record<'how' | 'prohibited', Of<unknown>> & {
  how: Of<'through-the-hub'>;
  prohibited: Of<boolean>;
} = {
  how: { why: 'to answer without knowing where the person lives or how to reach them', of: () => 'through-the-hub' },
  prohibited: { why: 'so that nobody tries in good will', of: ({ referral }) => contactProhibited(referral) },
};
const byTelephone = {
  ...throughTheHub,
  telephone: {
    why: 'to ring before or after a meeting',
    of: ({ referral }: Shown) => (contactProhibited(referral) ? undefined : safeTelephones(referral)),
  },
  safeContact: { why: 'so that a call does no harm', of: ({ referral }: Shown) => safeContact(referral) },
};

const withContact = <C extends Contact>(contact: (shown: Shown) => C) => ({
  name: {
    why: 'to greet the person as they want to be called',
    of: ({ referral, now }: Shown) => calledName(referral.patient, now),
  },
  initial: {
    why: 'to tell two people of the same name apart',
    of: ({ referral, now }: Shown) => familyInitial(referral.patient, now),
  },
  needs: {
    why: 'so that the person can take part: step-free, large print, an interpreter',
    of: ({ referral }: Shown) => needsOf(referral.patient),
  },
  contact: { why: 'how to answer', of: contact },
});

const nameOnly = withContact((shown) => view(throughTheHub, shown));
const contact = withContact((shown) => view(byTelephone, shown));

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

export const personFor = (shown: Shown): Person => view(personFields[shown.tier], shown);
