import { thisArea } from '../../../contracts/areas/this-area.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../coding.ts';
import type { Action, CorrectContact, NameMeeting } from '../decide/actions.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf } from '../parties.ts';
import type { Actor, Referral } from '../referral.ts';
import { saysDanger } from '../request/urgency.ts';
import { textsIn } from '../request/words.ts';
import { wasSent } from '../tasks/never-sent.ts';
import { raisePersonFirst } from './person-first.ts';

/** Beside a meeting; names of places and sessions may hold such words and mean nothing by them. */
const writtenBeside = ({ written }: NameMeeting): readonly unknown[] => [
  written?.set.comment,
  written?.set.description,
  written?.set.patientInstruction,
];

/** How somebody may be reached can tell of a danger as well: the words that did not stand there before. */
const newInContact = ({ shown, sent }: CorrectContact): readonly unknown[] => {
  const before = new Set(textsIn([shown.extension ?? []]));
  return textsIn([sent.extension ?? []]).filter((text) => !before.has(text));
};

/** What somebody wrote of the person: a practice that takes its request back or a group that says no tells as much as a note. */
const wordsIn = (action: Action): readonly unknown[] => [
  ...(action.kind === 'correspond' ? [action.communication] : []),
  ...(action.kind === 'update-task' ? (action.notes ?? []) : []),
  ...('reason' in action ? [action.reason] : []),
  ...(action.kind === 'name-meeting' ? writtenBeside(action) : []),
  ...(action.kind === 'correct-contact' ? newInContact(action) : []),
];

/** A code or a phrase of danger in what is written (DESIGN 4, urgency); a request is searched whole, where it is read. */
export const tellsDanger = (action: Action): boolean => saysDanger(wordsIn(action), thisArea.urgency);

/**
 * Who wrote it by whatever way: a named professional is to read it before anything else. The coordinator need not be told of
 * what it noted by itself; what it writes to whoever referred, it may have from somebody who is not its professional.
 */
export const heedDanger = (draft: Draft, before: Referral, action: Action, { organisation }: Actor): void => {
  const { referral } = draft;
  const isOwn = organisation === coordinatorOf(before) && action.kind !== 'correspond';
  // Of what was never sent only its author knows, and nobody could be asked to read it.
  const isNobodys = isTerminal(statusOf(referral.task)) && !wasSent(referral.task);
  if (referral !== before && !isOwn && !isNobodys && tellsDanger(action)) raisePersonFirst(draft);
};
