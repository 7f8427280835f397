import type { Appointment } from 'fhir/r4.js';
import type { Personalisation, TemplateName } from '../../contracts/notify/templates.ts';
import { modeOf, venueOf } from '../../functions/domain/meetings/meetings.ts';
import type { Referral } from '../../functions/domain/referral.ts';
import { assigneeOf } from '../../functions/domain/tasks/assignee.ts';
import { type Field, fieldsOf } from './field.ts';

/** What a message to an organiser is made from. */
export interface OrganiserMessage {
  readonly template: TemplateName;
  /** Absent: it is about nobody. */
  readonly referral?: Referral | undefined;
  /** Absent: it is about a request. */
  readonly meeting?: Appointment | undefined;
  /** As it was, where it was moved. */
  readonly before?: Appointment | undefined;
  /** How the organiser signs themselves. */
  readonly name: string;
  /** Name of the group. */
  readonly group: string;
  /** Where the link leads, and where they say that they no longer run this. */
  readonly link: string;
  readonly stop: string;
  /** How many people a text message asks about. */
  readonly count?: number | undefined;
  /** Four digits, which open a list together with the paper that they do not stand on. */
  readonly code?: string | undefined;
  readonly service: { readonly display: string; readonly telephone: string };
}

const day = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/London' },
});
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' });

/** `Tuesday 24 November`, in England. */
export const dayOf = (instant: string): string => day.format(new Date(instant)).replace(',', '');

/** `Tuesday 24 November at 10:00`, in England. */
export const whenOf = ({ start = '' }: Appointment): string => `${dayOf(start)} at ${time.format(new Date(start))}`;

const places = {
  'in-person': 'in person',
  telephone: 'by telephone',
  video: 'by video',
  'home-visit': 'at somebody’s home',
  'drop-in': 'in person',
} as const;

/** The place of a visit at home is in no message. */
export const whereOf = (meeting: Appointment): string => {
  const mode = modeOf(meeting) ?? 'in-person';
  return mode === 'home-visit' ? places[mode] : (venueOf(meeting) ?? places[mode]);
};

type Of = Field<OrganiserMessage, string | undefined>;

/** Everything that is said to an organiser by e-mail, text message or letter, and why. Nothing of it is about the person. */
export const organiserMessageFields = {
  name: { why: 'to be greeted', words: 'own', of: ({ name }) => name },
  group: { why: 'to know which group it is about', of: ({ group }) => group },
  when: { why: 'to be there', of: ({ meeting }) => meeting && whenOf(meeting) },
  before: { why: 'to wait for nobody at the time before', of: ({ before }) => before && whenOf(before) },
  where: { why: 'to be there', words: 'arrangement', of: ({ meeting }) => meeting && whereOf(meeting) },
  link: { why: 'to see who is coming, and to answer', of: ({ link }) => link },
  stop: { why: 'so that names go to nobody who no longer runs it', of: ({ stop }) => stop },
  worker: {
    ...{ why: 'a human to ring', words: 'arrangement' },
    of: ({ referral, service }) => (referral && assigneeOf(referral.task)?.name) ?? service.display,
  },
  count: {
    why: 'to answer for all of them or for none',
    of: ({ count }) => (count === undefined ? undefined : String(count)),
  },
  code: { why: 'to open the list from the paper', of: ({ code }) => code },
  telephone: { why: 'a human to ring', of: ({ service }) => service.telephone },
} as const satisfies Record<keyof Personalisation, Of>;

/** On one line each, as templates take it: what somebody named a place or a group must not become another line of a message. */
export const organiserMessage = (message: OrganiserMessage): Readonly<Record<string, string>> =>
  onOneLine(fieldsOf(organiserMessageFields, message));

export const onOneLine = (fields: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, oneLine(String(value))]));

/** Notify reads Markdown in e-mails: what people wrote is to be read as it stands. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029[\]*#^]+/gu, ' ');
