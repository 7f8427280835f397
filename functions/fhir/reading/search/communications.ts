import type { Communication } from 'fhir/r4.js';
import { ownId, toOrganisation, toResource } from './parameter.ts';
import type { Searchable } from './searchable.ts';

/** Messages and records of a referral. Without an endpoint, this is how a practice hears (DESIGN 7, polling). */
export const communications: Searchable<Communication> = {
  type: 'Communication',
  parameters: {
    _id: ownId(),
    recipient: toOrganisation((communication) => communication.recipient ?? []),
    about: {
      ...toResource<Communication>('Task', (communication) => communication.about ?? []),
      documentation: 'Communication.about, a Task: a parameter of Handover, R4 has none for it.',
    },
    'based-on': toResource('ServiceRequest', (communication) => communication.basedOn ?? []),
    patient: toResource('Patient', (communication) => [communication.subject]),
  },
  includes: [],
  forHearers: true,
  within: ({ communications: all }) => all,
  list: {
    from: 'ledgers',
    naming: 'recipient',
    mayHold: ({ heard }, since) => heard !== undefined && heard >= (since ?? ''),
  },
};
