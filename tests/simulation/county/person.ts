import { personFirstRisks } from '../../../contracts/lifecycle/codes.ts';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import type { Dice } from '../harness/dice.ts';
import { codesOf } from './organisations.ts';

const families = ['Underwood', "O'Brien", 'Nwosu', 'Ferreira', 'Llewellyn', 'Kaur', 'Smith', 'Żak'] as const;
const givens = ['Agnes', 'Nora', 'Chidi', 'Rui', 'Gwen', 'Harpreet', 'John', 'Ola'] as const;

/** https://www.datadictionary.nhs.uk/attributes/nhs_number.html: the last digit checks the others, modulus 11. */
const nhsNumber = (nine: string): string | undefined => {
  const sum = [...nine].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? undefined : `${nine}${check}`;
};

const numberOf = (n: number): string => nhsNumber(`99${String(n).padStart(7, '0')}`) ?? numberOf(n + 5_000_000);

/** Nothing goes on a number of which nobody said that it is safe. */
export const phone = (value: string, safety: 'safe' | 'not-safe') => ({
  ...{ system: 'phone', value },
  extension: [{ url: extensions.contactSafety, valueCode: safety }],
});

/** Some have a telephone that takes no texts. */
const hasMobile = (n: number): boolean => n % 5 !== 0;

/** Some have an e-mail that somebody else reads, and some agreed that a message names the group and the place. */
const isRead = (n: number): boolean => n % 7 === 3;
const naming = (n: number): object[] =>
  n % 7 === 5 ? [{ url: extensions.safeContact, extension: [{ url: 'naming', valueCode: 'yes' }] }] : [];

/** Of the ranges that Ofcom keeps for drama. */
const telecomOf = (n: number, care: Care | undefined) => {
  const last = String(n % 1000).padStart(3, '0');
  const safe = phone(hasMobile(n) ? `07700 900${last}` : `01632 960${last}`, 'safe');
  const email = { ...phone(`home${last}@example.org`, 'not-safe'), system: 'email' };
  const isAlone = care === 'none' || care === 'safe-contact';
  return { telecom: isAlone || !isRead(n) ? [safe] : [safe, email] };
};

const noLetters = [{ url: extensions.safeContact, extension: [{ url: 'post', valueCode: 'no' }] }];

/** What the hub may do with what it knows of them. */
const contactOf = (n: number, care: Care | undefined): object[] => {
  if (care === 'none') return [];
  return care === 'safe-contact' ? noLetters : naming(n);
};

/** What is known of somebody that makes them one to be careful of: nothing, a risk, or that a letter is not safe. */
export type Care = 'none' | 'risk' | 'safe-contact';

/** Any of the risks that a sender can code. */
const riskFlag = (n: number, dice: Dice, subject: string) => ({
  fullUrl: `urn:uuid:20000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  resource: {
    ...{ resourceType: 'Flag', status: 'active', subject: { reference: subject } },
    code: { coding: [{ system: systems.risk, code: dice.pick(personFirstRisks, 'risk', n) }] },
  },
  request: { method: 'POST', url: 'Flag' },
});

/** A social worker, for whom the council's agreement vouches: an officer would get a receipt, and the stories go on with answers. */
const asProfessional = {
  extension: [
    {
      url: ukCore.sourceOfRequest,
      valueCodeableConcept: { coding: [{ system: systems.referrerKind, code: 'professional' }] },
    },
  ],
};

const verification = {
  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
  valueCodeableConcept: {
    coding: [
      {
        system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus',
        code: 'number-present-and-verified',
      },
    ],
  },
};

/** By a number that was verified, anybody knows who is meant; without it only who referred. */
const registeredWith = (n: number, surgery: string) => ({
  identifier: [{ system: systems.nhsNumber, value: numberOf(n), extension: [verification] }],
  generalPractitioner: [{ identifier: { system: systems.odsOrganisation, value: surgery } }],
});

const reasons = ['loneliness', 'practical', 'caring'] as const;

/** Reports tell apart what some say of themselves, and others do not. */
const saysSex = (n: number, dice: Dice) =>
  dice.chance(0.8, 'says sex', n) ? { gender: dice.pick(['female', 'male'], 'sex', n) } : {};
const saysEthnicity = (n: number, dice: Dice): object[] => {
  if (!dice.chance(0.5, 'says ethnicity', n)) return [];
  const system = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategory';
  const coding = [{ system, code: dice.pick(['A', 'H', 'N'], 'ethnicity', n) }];
  return [{ url: ukCore.ethnicity, valueCodeableConcept: { coding } }];
};

interface About {
  readonly n: number;
  /** Who refers. */
  readonly organisation: string;
  /** With whom they are registered, where that is said. */
  readonly surgery?: string | undefined;
  /** Where it is not left to chance. */
  readonly care?: Care | undefined;
}

/** A referral of the n-th person of a county: Patient, ServiceRequest, and a Flag for a risk, as a practice's system sends them. */
export const referralOf = ({ n, organisation, surgery, care }: About, dice: Dice) => {
  const fullUrl = `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const traced = dice.chance(0.6, 'traced', n);
  const extension = [...contactOf(n, care), ...saysEthnicity(n, dice)];
  const patient = {
    resourceType: 'Patient',
    ...(traced ? { identifier: [{ system: systems.nhsNumber, value: numberOf(n) }] } : {}),
    name: [{ use: 'official', family: dice.pick(families, 'family', n), given: [dice.pick(givens, 'given', n)] }],
    ...telecomOf(n, care),
    ...(extension.length > 0 ? { extension } : {}),
    birthDate: `19${dice.whole(30, 89, 'born', n)}-0${dice.whole(1, 9, 'month', n)}-1${dice.whole(0, 9, 'day', n)}`,
    address: [{ postalCode: 'GL1 1AA' }],
    ...saysSex(n, dice),
    ...(surgery ? registeredWith(n, surgery) : {}),
  };
  const request = {
    resourceType: 'ServiceRequest',
    identifier: [{ system: `https://${organisation.toLowerCase()}.example/referrals`, value: `${n}` }],
    ...{ status: 'active', intent: 'order', subject: { reference: fullUrl } },
    priority: dice.chance(0.1, 'urgent', n) ? 'urgent' : 'routine',
    code: { coding: [{ system: systems.snomed, code: '871731000000106' }] },
    ...(dice.chance(0.7, 'reason', n)
      ? { reasonCode: [{ coding: [{ system: systems.reason, code: dice.pick(reasons, 'which reason', n) }] }] }
      : {}),
    requester: { reference: `Organization/${organisation}` },
    ...(codesOf('council').includes(organisation) ? asProfessional : {}),
  };
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl, resource: patient, request: { method: 'POST', url: 'Patient' } },
      {
        fullUrl: fullUrl.replace(/^urn:uuid:0/, 'urn:uuid:1'),
        resource: request,
        request: { method: 'POST', url: 'ServiceRequest' },
      },
      ...(care === 'risk' ? [riskFlag(n, dice, fullUrl)] : []),
    ],
  };
};
