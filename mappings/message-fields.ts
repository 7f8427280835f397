import type { Named } from './named.ts';

const coding = (path: string): string[] => ['system', 'code', 'display'].map((part) => `${path}.coding.${part}`);
const identified = (path: string): string[] => [
  ...['type', 'reference', 'identifier.system', 'identifier.value'].map((part) => `${path}.${part}`),
];

const which = {
  why: 'to know a repeat, and to file it with the right request',
  elements: [
    ...['resourceType', 'id', 'meta.versionId', 'meta.lastUpdated', 'identifier.system', 'identifier.value'],
    ...['status', ...coding('category'), ...identified('basedOn'), ...identified('about')],
  ].map((path) => `Communication.${path}`),
};
const whose = {
  why: 'to file it with the right person: by the identifier that the recipient itself gave',
  elements: identified('subject').map((path) => `Communication.${path}`),
};
const whenAndWho = {
  why: 'to know who writes, to whom, when, and whether somebody has read it',
  elements: ['sent', 'received', 'recipient.reference', 'sender.reference'].map((path) => `Communication.${path}`),
};
const notOnline = {
  why: 'so that nobody at home reads it over the person’s shoulder: keep it from the online view',
  elements: ['system', 'code', 'display'].map((part) => `Communication.meta.security.${part}`),
};
const online = {
  why: 'whether the person may be shown it online: yes, no, or ask them first',
  elements: ['url', 'valueCode'].map((part) => `Communication.extension.${part}`),
};
const says = {
  why: 'what is to be done, and what has happened: sentences of the hub, made from codes',
  elements: ['Communication.payload.contentString', ...coding('topic').map((path) => `Communication.${path}`)],
};

/** A message to a practice: direct care. */
export const practiceMessageFields: readonly Named[] = [
  ...[which, whose, whenAndWho, notOnline, online, says],
  {
    why: 'direct care: for the record, how the person got on, as codes',
    elements: coding('reasonCode').map((path) => `Communication.${path}`),
  },
  {
    why: 'direct care: how the person was at the beginning and at the end, in numbers that were explained to them',
    elements: [
      ...['resourceType', 'id', 'status', ...coding('code'), 'effectivePeriod.start', 'effectivePeriod.end'],
      ...[...coding('component.code'), 'component.valueInteger', 'component.valueQuantity.value'],
    ].map((path) => `Observation.${path}`),
  },
];

/** That somebody is not well, to who cares for them: direct care. */
export const callMessageFields: readonly Named[] = [
  ...[which, notOnline, online, says],
  {
    ...whose,
    why: 'to find the right person: by the identifier that the recipient itself gave, or by the traced NHS number and nothing else',
  },
  whenAndWho,
  { why: 'to see that it is urgent', elements: ['Communication.priority'] },
  {
    why: 'direct care: who asks for a call, as a code',
    elements: coding('reasonCode').map((path) => `Communication.${path}`),
  },
];

/** What the service wrote to the practice, in a payload of its own: direct care. */
export const correspondenceFields: readonly Named[] = [
  ...[which, whose, whenAndWho, notOnline, online],
  {
    why: 'direct care: what the service asks, answers or adds, in its own words, written for this reader',
    elements: ['Communication.payload.contentString', 'Communication.language'],
  },
  {
    why: 'to know which message it answers',
    elements: identified('inResponseTo').map((path) => `Communication.${path}`),
  },
];

/** A message to whoever hears the status only. */
export const statusMessageFields: readonly Named[] = [which, whose, whenAndWho, notOnline, says];

/** A reminder, to whoever owes something. Nothing in it is about the person. */
export const reminderFields: readonly Named[] = [
  which,
  { ...whenAndWho, elements: ['Communication.sent', 'Communication.recipient.reference'] },
  { ...says, why: 'what is owed: a sentence of the hub' },
];
