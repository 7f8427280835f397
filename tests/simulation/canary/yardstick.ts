import { byMail, coordinator, organisations } from '../county/organisations.ts';
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

export const seenAt = (tier: keyof typeof ofTier): readonly string[] => [
  ...Object.keys(ofTier['name-only']),
  ...(tier === 'name-only' ? [] : Object.keys(ofTier.contact)),
  ...(tier === 'purpose' ? Object.keys(ofTier.purpose) : []),
];

/** Whoever gets these is somebody, and gets words. All else goes to nobody in particular, or is read by whoever runs the hub. */
const toSomebody: readonly Channel[] = ['answer', 'endpoint', 'document', 'mail'];
/** Who reads concerns in this county. */
const onDuty: readonly string[] = ['safeguarding-desk', 'safeguarding-lead'];
const isConcern = ({ where }: Mark): boolean => where.startsWith('concern: ');

/** Outside its PDF an e-mail says nothing of anybody, and goes to nobody who is named here. */
export const readerOf = (recipient: string): string => (recipient === byMail.address ? byMail.organisation : recipient);

/** Of the referral that a marker belongs to. */
interface Of {
  readonly referrer: string | undefined;
  /** Groups that were asked to take the person. */
  readonly asked: ReadonlySet<string>;
}

export const mayRead = (channel: Channel, recipient: string, mark: Mark, { referrer, asked }: Of): boolean => {
  const { n, by, where } = mark;
  const reader = readerOf(recipient);
  if (isConcern(mark)) return channel === 'concern' && onDuty.includes(reader);
  if (channel === 'subject-access') return reader === `person ${n}`;
  if (!toSomebody.includes(channel)) return false;
  if (reader === coordinator) return true;
  const { kind, tier = 'name-only' } = organisations.find(({ code }) => code === reader) ?? {};
  if (kind === 'voluntary' && asked.has(reader)) return by === reader ? where in ofGroup : seenAt(tier).includes(where);
  if (referrer !== reader) return false;
  return by === reader || (kind === 'practice' && by === coordinator && where in toPractice);
};
