import type { Task, TaskOutput } from 'fhir/r4.js';
import { type Outcome, outcomes, type StatusReason } from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import { businessStatusOf, codeIn, isOutput } from '../coding.ts';

const isOutcome = (code: string | undefined): code is Outcome => code !== undefined && Object.hasOwn(outcomes, code);

const withdrawn: StatusReason = 'withdrawn-by-person';

/**
 * How a referral ended where no outcome was recorded, because T1 was not completed: from its reason (statusReason) and its
 * businessStatus. The guards hold the owner to it, and the practice is told it (DESIGN 4, how a referral ended).
 */
export const endedAs = (reason: string | undefined, businessStatus: string | undefined): Outcome | undefined => {
  if (businessStatus === 'unable-to-contact') return businessStatus;
  const code = reason === withdrawn ? 'declined-by-person' : reason;
  return isOutcome(code) ? code : undefined;
};

const saidIn = ({ valueCodeableConcept }: TaskOutput): string | undefined =>
  codeIn(systems.outcome, valueCodeableConcept);

/** The outcome that was said last: what is said after the end corrects what was said at it. A code that is none says nothing. */
export const outcomeOf = (outputs: readonly TaskOutput[] | undefined): Outcome | undefined =>
  outputs
    ?.filter((o) => isOutput(o, 'outcome'))
    .map(saidIn)
    .findLast(isOutcome);

/** How it ended, as its coordinator last said. */
export const endOf = (task: Task): Outcome | undefined =>
  outcomeOf(task.output) ?? endedAs(codeIn(systems.statusReason, task.statusReason), businessStatusOf(task));
