import type { Task } from 'fhir/r4.js';
import type { DeclineReason } from '../../../contracts/lifecycle/codes.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { codeIn, statusOf } from '../coding.ts';
import { isFlagged } from '../concern/did-not-come.ts';
import { isGuarded } from '../contact/guarded.ts';
import { type Onward, type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { sinceOf } from '../since.ts';

/** After this many moves a human decides (issue 9, 5). */
export const mostMoves = 2;

/** A no that says nothing of the person or of what they need. */
const movesOn: readonly (string | undefined)[] = ['no-capacity', 'not-suitable'] satisfies DeclineReason[];

/** Which onward Task this draft comes after. */
export const comesAfter = ({ extension = [] }: Task): string | undefined =>
  extension.find(({ url }) => url === extensions.nextAfter)?.valueReference?.reference;

/** What it is to come after is an onward Task of the same referral that nobody has answered yet, or a draft before it; and nothing else comes after that: one group is asked at a time. */
export const optionFaults = (referral: Referral, task: Task): Refusal[] => {
  const after = comesAfter(task);
  if (after === undefined) return [];
  const fault = (diagnostics: string): Refusal[] => [
    { code: 'wrong-parent', expression: `Task.extension('${extensions.nextAfter}')`, diagnostics },
  ];
  const before = referral.onward.find((o) => referenceTo(o.task) === after);
  if (before?.task.status !== 'requested' && before?.task.status !== 'draft')
    return fault('an onward Task of this referral that is requested or a draft');
  const isTaken = referral.onward.some((o) => comesAfter(o.task) === after && !isTerminal(statusOf(o.task)));
  return isTaken ? fault('another draft comes after that one: this comes after the other') : [];
};

/** The person themself said that it is not for them: what comes after it is for a human to speak about with them. */
const isOwnNo = ({ aborts }: Referral, task: Task): boolean => {
  const stops = aborts
    .filter(({ focus }) => focus?.reference === referenceTo(task))
    .map(({ reasonCode }) => reasonCode);
  return (
    task.status === 'cancelled' &&
    [task.statusReason, ...stops].some((why) => codeIn(systems.statusReason, why) === ownNo)
  );
};
const ownNo: DeclineReason = 'declined-by-person';

const wasMovedOnTo = ({ task: { extension = [] } }: Onward): boolean =>
  extension.some(({ url }) => url === extensions.movedOn);

/** Why the hub could not ask a draft: the code of the refusal. */
export const notMovedOn = ({ extension = [] }: Task): string | undefined =>
  extension.find(({ url }) => url === extensions.notMovedOn)?.valueCode;

/** What the person chose to be asked next, now that the one before was declined. */
export interface NextOption {
  readonly draft: Onward;
  /** When the one before said no. */
  readonly since: string;
  /** The hub asks it; else a human does: too often moved on, somebody to be careful of, another kind of no, or it could not. */
  readonly byItself: boolean;
}

/** Every draft whose time has come, in the order in which they were written: one that waits for a human keeps no other back. */
export const nextOptions = (referral: Referral): NextOption[] => {
  if (isTerminal(statusOf(referral.task))) return [];
  const moves = referral.onward.filter(wasMovedOnTo).length;
  return referral.onward
    .filter(({ task }) => task.status === 'draft')
    .flatMap((draft) => {
      const before = referral.onward.find(({ task }) => referenceTo(task) === comesAfter(draft.task));
      if (!before || (before.task.status !== 'rejected' && !isOwnNo(referral, before.task))) return [];
      const code = codeIn(systems.statusReason, before.task.statusReason);
      const isFree = notMovedOn(draft.task) === undefined && !isGuarded(referral) && !isFlagged(referral);
      const byItself = movesOn.includes(code) && moves < mostMoves && isFree;
      return [{ draft, since: sinceOf(before.task), byItself }];
    });
};
