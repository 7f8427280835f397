import type { Appointment, Condition, FhirResource, Flag, Observation } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { anyCodings } from '../coding.ts';
import { resultOf } from '../meetings/meetings.ts';
import type { Referral } from '../referral.ts';
import { grownUp, hasReached } from '../request/age.ts';

/** Codes by which a sender says that somebody is at risk: ours, and that of BaRS. */
const safeguarding = [
  { system: systems.risk, code: 'safeguarding' },
  { system: 'https://fhir.nhs.uk/CodeSystem/flag-categories-bars', code: 'SG' },
] as const;

/** By code or category; only a flag is ever lowered, what was observed stands unless it was a mistake. */
const saysSomething = (resource: FhirResource): resource is Flag | Observation | Condition => {
  switch (resource.resourceType) {
    case 'Flag':
      return resource.status === 'active';
    case 'Observation':
      return resource.status !== 'entered-in-error';
    case 'Condition':
      return anyCodings(resource.verificationStatus).every(({ code }) => code !== 'entered-in-error');
    default:
      return false;
  }
};

const saysSafeguarding = (resource: FhirResource): boolean =>
  saysSomething(resource) &&
  [...anyCodings(resource.code), ...anyCodings(resource.category)].some(({ system, code }) =>
    safeguarding.some((one) => one.system === system && one.code === code),
  );

/** A safeguarding flag stands on the person: senders say it as a Flag, an Observation or a Condition. */
export const isFlagged = ({ others }: Referral): boolean => others.some(saysSafeguarding);

/**
 * The newest meeting of an onward Task to which the person did not come, as long as they came to none: whatever was named since, somebody
 * looks into it. standards.md 12.6.
 */
export const missedFirstMeeting = ({ onward }: Referral, task: string): Appointment | undefined => {
  const { meetings = [] } = onward.find((one) => one.task.id === task) ?? {};
  const named = meetings.filter((m) => m.status !== 'entered-in-error');
  if (named.some((m) => m.status === 'fulfilled')) return undefined;
  return named.findLast((m) => resultOf(m) === 'did-not-attend');
};

/** Whose desk it is. An age that nobody knows is an adult's: the service takes no children (contracts/areas). */
export const isChild = ({ patient }: Referral, today: string): boolean =>
  patient.birthDate !== undefined && hasReached(grownUp, patient.birthDate, today) === false;
