import type { Extension, Task } from 'fhir/r4.js';
import { extensions, systems } from '../../../contracts/systems.ts';
import { canonical } from '../../domain/canonical.ts';
import type { Refusal } from '../../domain/result.ts';
import { reviewDateOf } from '../../domain/tasks/moved-task.ts';
import { isConsideration } from '../../domain/tasks/risks-considered.ts';

const lost = (element: string, diagnostics: string): Refusal => ({
  code: 'immutable-element',
  expression: `Task.${element}`,
  diagnostics,
});

/** Of a draft, what was found of the risks may be found anew, not taken away. */
const others = ({ extension = [] }: Task, isDraft: boolean): string =>
  canonical(
    extension
      .filter(({ url }: Extension) => url !== extensions.reviewDate && url !== extensions.assignee)
      .filter((e) => !(isDraft && isConsideration(e)))
      .map(canonical)
      .sort(),
  );

const extensionLoss = (shown: Task, sent: Task, stays: boolean): Refusal[] => {
  const isOnward = (shown.partOf?.length ?? 0) > 0;
  const isDraft = isOnward && shown.status === 'draft' && (sent.extension?.filter(isConsideration).length ?? 0) === 1;
  if (others(shown, isDraft) !== others(sent, isDraft))
    return [
      lost(
        'extension',
        `Only ${extensions.reviewDate} is the caller's; the coordinator's also ${extensions.assignee} and, of a draft, ${extensions.risksConsidered}.`,
      ),
    ];
  const isGone = reviewDateOf(shown) !== undefined && reviewDateOf(sent) === undefined;
  return isGone && stays ? [lost('extension', 'What waits has a review date: it is moved, not taken away.')] : [];
};

const businessStatusLoss = ({ businessStatus }: Task, stays: boolean): Refusal[] => {
  if (businessStatus === undefined) return stays ? [lost('businessStatus', 'It is replaced, not taken away.')] : [];
  const { coding = [], text } = businessStatus;
  const isAlone = coding.length === 1 && text === undefined;
  return isAlone ? [] : [lost('businessStatus', `One coding of ${systems.businessStatus}, and no words beside it.`)];
};

/**
 * What a PUT of a Task says that the hub has no place for: who sends it must not read 200 and believe that it was kept.
 * What goes with a status goes with it when the status changes.
 *
 * @param changed top-level elements in which `sent` differs from `shown`
 */
export const lossFaults = (shown: Task, sent: Task, changed: readonly string[]): Refusal[] => {
  const stays = shown.status === sent.status;
  const unpaused = stays && !changed.includes('businessStatus');
  return [
    ...(changed.includes('extension') ? extensionLoss(shown, sent, unpaused) : []),
    ...(changed.includes('businessStatus') ? businessStatusLoss(sent, stays) : []),
    ...(changed.includes('statusReason') && sent.statusReason === undefined && stays
      ? [lost('statusReason', 'A reason is replaced, not taken away.')]
      : []),
  ];
};
