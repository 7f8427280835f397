import type { Communication } from 'fhir/r4.js';
import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import { callObligations } from '../../../contracts/lifecycle/call-obligations.ts';
import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import { extensions } from '../../../contracts/systems.ts';
import { workingDaysAfter, workingHoursAfter } from '../calendar.ts';
import { inDanger, said } from '../concern/says.ts';
import { isUrgent } from './calls.ts';

/** By when it is read, and by when the service rings. The same whoever is to read it: which practice that is, is the person's own business. */
export interface Reading {
  readonly readBy: string;
  readonly ringBy: string;
}

export const readingBy = (urgent: boolean, since: string, policy: Policy = thisPolicy): Reading => {
  const [read, ring] = callObligations[urgent ? 'call-read-urgent' : 'call-read'].steps;
  const after = urgent ? workingHoursAfter : workingDaysAfter;
  return { readBy: after(since, read.after(policy)), ringBy: after(since, ring.after(policy)) };
};

/** As whoever asked was told; undefined: nothing of it was kept. An area that becomes slower takes nothing back. */
export const toldOf = ({ extension }: Communication): Reading | undefined => {
  const { start, end } = extension?.find(({ url }) => url === extensions.callDue)?.valuePeriod ?? {};
  return start === undefined || end === undefined ? undefined : { readBy: start, ringBy: end };
};

export const readingOf = (record: Communication): Reading =>
  toldOf(record) ?? readingBy(isUrgent(record), record.sent ?? '');

/** What a call has come to, as far as whoever is told may know; `unknown`: not theirs to know whether a practice was told. */
type Known = 'told' | 'not-told' | 'unknown' | 'read';

/**
 * What whoever asked is told, and is kept with what they asked: who reads it by when, and what this is not. Who is not the
 * coordinator does not learn whether anybody knows the person's practice, so its words are true either way.
 */
export const callSays = ({ readBy, ringBy }: Reading, known: Known): string => {
  const [read, ring] = [said(readBy), said(ringBy)];
  const says: Readonly<Record<Known, string>> = {
    told: `The practice that looks after the person’s health is told. Somebody there reads this by ${read}; if nobody is known to have read it, you ring them by ${ring}.`,
    'not-told': `No practice was told: none is known, or none can be told in time. You ring whoever cares for the person by ${read}.`,
    unknown: `Somebody reads this by ${read}: at the practice that looks after the person’s health; or, where no practice can be told, a link worker, who rings whoever cares for the person by then. A practice that is not known to have read it by then is rung by ${ring}.`,
    read: 'Somebody who looks after the person’s health has read this.',
  };
  return `${says[known]} Nobody is there for an emergency. ${inDanger}`;
};
