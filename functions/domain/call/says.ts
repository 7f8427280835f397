import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import { callObligations } from '../../../contracts/lifecycle/call-obligations.ts';
import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import { workingDaysAfter, workingHoursAfter } from '../calendar.ts';
import { inDanger, said } from '../concern/says.ts';

/** When it is read at the latest, and when the service rings. The same whoever is to read it: which practice that is, is the person's own business. */
export const readingOf = (urgent: boolean, since: string, policy: Policy = thisPolicy) => {
  const [read, ring] = callObligations[urgent ? 'call-read-urgent' : 'call-read'].steps;
  const after = urgent ? workingHoursAfter : workingDaysAfter;
  return { readBy: after(since, read.after(policy)), ringBy: after(since, ring.after(policy)) };
};

/** What a call has come to, as far as whoever is told may know; `unknown`: not theirs to know whether a practice was told. */
type Known = 'told' | 'not-told' | 'unknown' | 'read';

/**
 * What whoever asked is told, and is kept with what they asked: who reads it by when, and what this is not. Who is not the
 * coordinator does not learn whether anybody knows the person's practice, so its words are true either way.
 */
export const callSays = (urgent: boolean, since: string, known: Known, policy: Policy = thisPolicy): string => {
  const { readBy, ringBy } = readingOf(urgent, since, policy);
  const [read, ring] = [said(readBy), said(ringBy)];
  const says: Readonly<Record<Known, string>> = {
    told: `The practice that looks after the person’s health is told. Somebody there reads this by ${read}; if nobody is known to have read it, you ring them by ${ring}.`,
    'not-told': `No practice was told: none is known, or none can be told in time. You ring whoever cares for the person by ${read}.`,
    unknown: `Somebody reads this by ${read}: at the practice that looks after the person’s health; or, where no practice can be told, a link worker, who rings whoever cares for the person by then. A practice that is not known to have read it by then is rung by ${ring}.`,
    read: 'Somebody who looks after the person’s health has read this.',
  };
  return `${says[known]} Nobody is there for an emergency. ${inDanger}`;
};
