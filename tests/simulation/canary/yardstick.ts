import { byMail, coordinator, dutyDesk, organisations } from '../county/organisations.ts';
import type { Channel } from './channels.ts';
import type { Mark } from './marks.ts';

/**
 * What of a person each tier adds to the one before it, and how the data flow calls it: DESIGN 4, said anew. A test outside this
 * folder holds it against the lists that the hub itself obeys.
 */
export const ofTier = {
  'name-only': { 'Patient.name.given': 'person.name' },
  contact: {
    'safe telephone': 'person.contact.telephone',
    'safe times': 'person.contact.safeContact.times',
    'safe through': 'person.contact.safeContact.through',
  },
  purpose: { 'reason for the partner': 'person.reason', 'goal for the partner': 'person.goal' },
} as const;

/** What a group writes stands in what it is shown of its own. */
export const ofGroup = { 'place of a meeting': 'meetings.place', 'its note': 'notes.text' } as const;

/** Direct care: what the service writes to a practice, and why its request stands as it does; by the door and its list. */
export const toPractice = {
  'words of a question': ['correspondence', 'message: Communication.payload.contentString'],
  'words of a answer': ['correspondence', 'message: Communication.payload.contentString'],
  'words of a note': ['correspondence', 'message: Communication.payload.contentString'],
  'note on its Task': ['own-request', 'Task: note'],
  'reason of a status': ['own-request', 'Task: statusReason'],
} as const;

/** Whoever is asked to call a person whom they did not refer: by the number, and on paper by what finds a record by hand. */
export const toWhoCalls = {
  'NHS number': ['call-message', 'message: Communication.subject.identifier.value'],
  'Patient.name.family': ['letter', 'page: facts.value'],
  'Patient.name.given': ['letter', 'page: facts.value'],
  'Patient.name.text': ['letter', 'page: facts.value'],
} as const;

/** Why a duty owner read a referral: for themselves, and for whoever is asked later who saw it. Not for the service. */
const whyRead = 'words of a break-glass';

export const seenAt = (tier: keyof typeof ofTier): readonly string[] => [
  ...Object.keys(ofTier['name-only']),
  ...(tier === 'name-only' ? [] : Object.keys(ofTier.contact)),
  ...(tier === 'purpose' ? Object.keys(ofTier.purpose) : []),
];

/** Whoever gets these is somebody, and gets words. All else goes to nobody in particular, or is read by whoever runs the hub. */
const toSomebody: readonly Channel[] = ['answer', 'screen', 'endpoint', 'document', 'mail'];
const isPaper = (channel: Channel): boolean => channel === 'document' || channel === 'mail';
/** Who reads concerns in this county. */
const onDuty: readonly string[] = [dutyDesk, 'safeguarding-lead'];
const isConcern = ({ where }: Mark): boolean => where.startsWith('concern: ');

/** Outside its PDF an e-mail says nothing of anybody, and goes to nobody who is named here. */
export const readerOf = (recipient: string): string => (recipient === byMail.address ? byMail.organisation : recipient);

/** Of the referral that a marker belongs to. */
interface Of {
  readonly referrer: string | undefined;
  /** Groups that were asked to take the person. */
  readonly asked: ReadonlySet<string>;
  /** Practices that were asked to call the person. */
  readonly called: ReadonlySet<string>;
  /** Duty owners who said why they read it. */
  readonly opened: ReadonlySet<string>;
}

export const mayRead = (channel: Channel, recipient: string, mark: Mark, of: Of): boolean => {
  const { referrer, asked, called, opened } = of;
  const { n, by, where } = mark;
  const reader = readerOf(recipient);
  if (isConcern(mark)) return channel === 'concern' && onDuty.includes(reader);
  if (channel === 'subject-access') return reader === `person ${n}`;
  if (where === whyRead) return channel === 'export' || (channel === 'answer' && by === reader);
  if (!toSomebody.includes(channel)) return false;
  if (opened.has(reader)) return channel === 'answer';
  if (reader === coordinator) return true;
  const { kind, tier = 'name-only' } = organisations.find(({ code }) => code === reader) ?? {};
  if (kind === 'voluntary' && asked.has(reader)) return by === reader ? where in ofGroup : seenAt(tier).includes(where);
  if (referrer !== reader)
    return called.has(reader) && where in toWhoCalls && (isPaper(channel) || where === 'NHS number');
  return by === reader || (kind === 'practice' && by === coordinator && where in toPractice);
};
