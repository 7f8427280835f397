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

/** What whoever asked is told, and is kept with what they asked: who reads it by when, and what this is not. */
export const callSays = (urgent: boolean, since: string, policy: Policy = thisPolicy): string => {
  const { readBy, ringBy } = readingOf(urgent, since, policy);
  return [
    `The service that looks after the person’s health is asked to call them. Somebody there reads this by ${said(readBy)}; if nobody is known to have read it, a link worker rings them by ${said(ringBy)}.`,
    `Nobody is there for an emergency. ${inDanger}`,
  ].join(' ');
};

/** What whoever asked is shown once it is over: who reads it by when is no longer to come. Who it was is the person's own business. */
export const callIsOver = `Somebody who looks after the person’s health has read this, or the person was rung. ${inDanger}`;
