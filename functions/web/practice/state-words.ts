import type { Task } from 'fhir/r4.js';
import { outcomes } from '../../../contracts/lifecycle/codes.ts';
import { shownBusinessStatuses } from '../../../contracts/lifecycle/shown.ts';
import { systems } from '../../../contracts/systems.ts';
import { businessStatusOf, codeIn, statusOf } from '../../domain/coding.ts';
import { words } from '../words/words.ts';

const { practice: says } = words;

const isOutcome = (code: string): code is keyof typeof outcomes => Object.hasOwn(outcomes, code);

const outcomeIn = ({ output = [] }: Task): string | undefined => {
  const code = output.map((o) => codeIn(systems.outcome, o.valueCodeableConcept)).find((c) => c !== undefined);
  return code !== undefined && isOutcome(code) ? outcomes[code] : undefined;
};

/** Where it stands in plain words, from what is shown of the Task: the status, what stands beside it, and how it ended. */
export const stateWords = (task: Task): string => {
  const business = businessStatusOf(task);
  // What a practice's system shows says "referral" of it.
  const beside = business === 'awaiting-information' ? says.missing : business && shownBusinessStatuses[business];
  return [says.states[statusOf(task)], beside, outcomeIn(task)].filter((part) => part !== undefined).join('. ');
};
