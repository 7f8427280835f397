import type { CodeableConcept, Communication, HumanName, Patient } from 'fhir/r4.js';
import { isShownOnline, shownOnline } from '../../../contracts/lifecycle/online.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { today } from '../../../functions/domain/calendar.ts';
import { shownNhsNumber } from '../../../functions/domain/request/nhs-number.ts';
import { only } from '../../named.ts';
import { changesIn } from '../change.ts';
import { letterFields } from './fields.ts';

/** What stands on a printed page, and in what order: made from a message as its recipient is sent it. */
export interface Letter {
  /** BCP 47; a screen reader needs it. */
  readonly language: string;
  readonly title: string;
  /** Instant of the message: every try makes the same page. */
  readonly at: string;
  /** As people write it: 22 November 2026. */
  readonly date: string;
  readonly from: string;
  /** The recipient, line by line. */
  readonly to: readonly string[];
  /** Line 1 says whether there is anything to do. */
  readonly says: readonly string[];
  /** Whether the person may be shown it online. */
  readonly online: string;
  readonly ring: string;
  readonly facts: readonly Fact[];
  /** How far the person has come, in numbers. */
  readonly changes: readonly Fact[];
  readonly coded: readonly CodedEntry[];
}

interface Fact {
  readonly label: string;
  readonly value: string;
}

interface CodedEntry extends Fact {
  readonly system: string;
  readonly code: string;
}

/** What a page needs besides the message. */
interface BesideLetter {
  readonly reference: string;
  /** The service that writes, and its telephone number. */
  readonly service: { readonly name: string; readonly telephone: string };
  readonly recipient: { readonly name: string; readonly lines?: readonly string[] };
  /** As the request named them: the recipient's own, or that of whoever referred somebody whom the recipient is to call. */
  readonly patient: Patient;
}

const labels: Readonly<Record<string, string>> = {
  [systems.practiceMessage]: 'Message',
  [systems.outcome]: 'How it ended',
  [systems.attendance]: 'First meeting',
  [systems.firstConversation]: 'First conversation',
  [systems.statusReason]: 'Reason',
  [systems.businessStatus]: 'Status',
  [systems.pleaseCall]: 'Asked for by',
  [systems.activity]: 'Kind of support',
  [systems.obligation]: 'What is asked for',
};

const entriesOf = (concepts: readonly CodeableConcept[]): CodedEntry[] =>
  concepts.flatMap(({ coding = [] }) =>
    coding.flatMap(({ system = '', code = '', display = code }) =>
      labels[system] ? [{ label: labels[system], value: display, system, code }] : [],
    ),
  );

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];
const dateOf = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
};

/** Letters of a name on a page: what is longer is no name, and would fill pages. */
const longestName = 200;

/** Under which name the recipient knows the person. */
export const officialName = ({ name = [] }: Patient): HumanName | undefined =>
  name.find(({ use }) => use === 'official') ?? name.find(({ use }) => use === 'usual') ?? name[0];

const nameOf = (patient: Patient): string | undefined => {
  const official = officialName(patient);
  const whole = [...(official?.given ?? []), official?.family].filter((part) => part !== undefined).join(' ');
  const found = official?.text ?? whole;
  return found.length > longestName ? `${[...found].slice(0, longestName).join('')}…` : found || undefined;
};

/** 943 476 5919, as the NHS writes it for people to read. */
const grouped = (number: string): string => number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');

/**
 * Whoever files a page by hand needs three things to find the right record; a system needs the number alone. So this is more
 * than the same message says over FHIR: these three as the request named the person, and nothing else of it. Whoever is asked to
 * call somebody whom another referred has not written them itself.
 */
const whoItIsAbout = ({ subject }: Communication, patient: Patient): Fact[] => {
  if (subject === undefined) return [];
  const number = shownNhsNumber(patient);
  const facts = [
    { label: 'Person', value: nameOf(patient) },
    { label: 'Born', value: patient.birthDate?.length === 10 ? dateOf(patient.birthDate) : patient.birthDate },
    { label: 'NHS number', value: number && grouped(number) },
  ];
  return facts.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
};

/** Empty where the message says nothing of it: it is about nobody, or its reader keeps no record of the person. */
const onlineIn = ({ extension = [], meta }: Communication): string => {
  const said = extension.find(({ url }) => url === extensions.shownOnline)?.valueCode;
  const code = meta?.security?.some((label) => label.code === 'NOPAT') ? 'no' : said;
  return isShownOnline(code) ? `${shownOnline[code]}.` : '';
};

/** The page that says what a message says. Pure. */
export const letterOf = (message: Communication, { reference, service, recipient, patient }: BesideLetter): Letter => {
  const at = message.sent ?? '';
  const says = (message.payload ?? []).flatMap(({ contentString }) => (contentString ? [contentString] : []));
  const topic = message.topic?.coding?.[0]?.display;
  return letterOnly({
    language: message.language ?? 'en-GB',
    title: topic ? `${topic}: ${reference}` : `About ${reference}`,
    ...{ at, date: dateOf(today(at)), from: service.name, to: [recipient.name, ...(recipient.lines ?? [])] },
    ...{ says, online: onlineIn(message) },
    ring: `Questions, or to say that somebody has read this: ring ${service.name} on ${service.telephone} and say ${reference}.`,
    facts: [{ label: 'Reference', value: reference }, ...whoItIsAbout(message, patient)],
    changes: changesIn(message),
    coded: entriesOf([...(message.topic ? [message.topic] : []), ...(message.reasonCode ?? [])]),
  });
};
const letterOnly = only<Letter>(letterFields);
