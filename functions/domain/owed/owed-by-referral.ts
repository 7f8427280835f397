import type { Task } from 'fhir/r4.js';
import type { ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { unseenReadings } from '../authority/break-glass.ts';
import { readInstant } from '../calendar.ts';
import { isCallMessage } from '../call/calls.ts';
import { owedCalls } from '../call/owed-calls.ts';
import { owedLooks } from '../carer/links.ts';
import { hasDied, movedOrDied } from '../circumstance/circumstances.ts';
import { forAnotherPractice } from '../circumstance/held-messages.ts';
import { businessStatusOf, kindOf, statusOf } from '../coding.ts';
import { exitsOf } from '../measures/exit.ts';
import { measuresIn } from '../measures/measures.ts';
import { nextOptions } from '../options/next-option.ts';
import { coordinatorOf } from '../parties.ts';
import { copiesToRecall } from '../permission/copies.ts';
import type { Referral } from '../referral.ts';
import { isOutOfReach } from '../request/request-items.ts';
import { conversationsIn, isHeld, latestOf } from '../said/conversations.ts';
import { isOpenQuestion, recipientOf, unreadNotes } from '../said/correspondence.ts';
import { undelivered } from '../said/deliveries.ts';
import { feedbackIn, isSettled, repliesTo } from '../said/feedback.ts';
import { personFirstFlags } from '../said/person-first.ts';
import { topicOf } from '../said/practice-messages.ts';
import { sinceOf } from '../since.ts';
import { endOf } from '../tasks/ended-as.ts';
import { besideOthers } from './beside-others.ts';
import { hasSpokenSince } from './follow-up.ts';
import { type Owed, reviewOf } from './owed-by-onward.ts';

/** What is owed for the referral as a whole. */
export const owedByReferral = (referral: Referral): Owed[] => [
  ...owedNext(referral),
  ...referral.aborts.flatMap(owedByAbort),
  ...owedAnswers(referral),
  ...owedReading(referral),
  ...owedUndelivered(referral),
  ...owedWay(referral),
  ...owedCopies(referral),
  ...owedCalls(referral),
  ...owedLooks(referral),
  ...owedMeasures(referral),
  ...owedOption(referral),
  ...owedReplies(referral),
  ...unseenReadings(referral, coordinatorOf(referral)).map(({ sent }) => ({
    ...{ what: 'look-who-read' as const, task: referral.task, since: sent ?? referral.at },
  })),
];

const owedNext = (referral: Referral): Owed[] => {
  const { task } = referral;
  const since = sinceOf(task);
  const status = statusOf(task);
  const owe = (what: ObligationCode, from = since): Owed => ({ what, task, since: from });
  const first = owedFirst(referral);
  if (isTerminal(status)) return [...first, ...closingOwed(referral)];
  if (status === 'requested') return [...first, owe('answer-request')];
  if (status === 'draft' || status === 'on-hold') return [...first, reviewOf(task)];
  if (businessStatusOf(task) === 'waiting-list') return [...first, reviewOf(task)];
  const spoken = conversationsIn(referral);
  if (spoken.length === 0) return [...first, owe('first-conversation')];
  const beside = besideOthers(referral);
  if (referral.onward.some((o) => !isTerminal(statusOf(o.task))))
    return [...first, ...beside.map((from) => owe('next-step', from))];
  // Nobody is chased the day after they spoke to the person, or found that they could not.
  const ends = referral.onward.map((o) => o.task.executionPeriod?.end);
  // What was left undone meanwhile does not begin anew because something else has ended.
  const [undone] = beside;
  const left = undone
    ? latestOf([undone, ...spoken.filter((c) => !isHeld(c)).map((c) => c.sent)])
    : latestOf([since, ...ends, ...spoken.map((c) => c.sent)]);
  return [...first, { ...owe('next-step', left), known: latestOf(spoken.map((c) => c.meta?.lastUpdated)) }];
};

/**
 * Of all flags the one that counts from the earliest. One of the sender's may have any date, or none: never later than it came.
 * What nobody read before the end is over with it; danger that somebody told of with the end or after it needs a person as well.
 */
const owedFirst = (referral: Referral): Owed[] => {
  const { task } = referral;
  const end = isTerminal(statusOf(task)) ? (task.executionPeriod?.end ?? '') : '';
  const all = personFirstFlags(referral).flatMap(({ period, meta }) => {
    const known = meta?.lastUpdated ?? sinceOf(task);
    return known < end ? [] : { since: [known, readInstant(period?.start) ?? known].sort()[0] ?? known, known };
  });
  const [first] = all.sort((a, b) => a.since.localeCompare(b.since));
  return first ? [{ what: 'person-first', task, ...first }] : [];
};

/**
 * Open ends when the closing message is acknowledged by a person (DESIGN 4): until then the practice, then the coordinator, sees
 * to it. Of what was recalled nothing is sent any more, and whoever recalled it knows.
 */
const closingOwed = (referral: Referral): Owed[] =>
  (referral.task.status === 'entered-in-error' ? [] : referral.communications)
    .filter((c) => kindOf(c) === 'practice-message' && (topicOf(c) === 'closing' || topicOf(c) === 'refused'))
    .filter((c) => c.status === 'in-progress' && !forAnotherPractice(referral).some(({ message }) => message === c))
    // One that waited goes out later than it was made: nobody could have read it before.
    .map((c) => ({
      what: 'closing-acknowledged' as const,
      task: referral.task,
      since: c.meta?.lastUpdated ?? referral.at,
    }));

/** Each question is owed by whom it was put to, also when the referral has ended. */
const owedAnswers = (referral: Referral): Owed[] =>
  referral.communications.filter(isOpenQuestion).map((question) => ({
    what: 'answer-question' as const,
    task: referral.task,
    since: question.sent ?? referral.at,
    question: { id: question.id ?? '', asked: recipientOf(question) ?? '' },
  }));

/**
 * Whatever has ended or was recalled since: nobody else would ever see it. Only the oldest that nobody has read, as whoever reads it
 * finds the others beside it; of one that they did not say to have read the time has run since it came.
 */
const owedReading = (referral: Referral): Owed[] =>
  unreadNotes(referral)
    .slice(0, 1)
    .map((note) => ({
      ...{ what: 'read-note' as const, task: referral.task, since: note.sent ?? referral.at },
      question: { id: note.id ?? '', asked: coordinatorOf(referral) ?? '' },
    }));

/** What did not arrive is told in another way, or sent again by an operator; not to a practice that is not the person's any more. */
const owedUndelivered = (referral: Referral): Owed[] => {
  const elsewhere = new Set(forAnotherPractice(referral).map(({ message }) => message));
  return (
    undelivered(referral)
      // A call is rung about, whether or not its message arrives.
      .filter(({ message }) => !elsewhere.has(message) && !isCallMessage(message))
      .slice(0, 1)
      .map(({ since }) => ({ what: 'tell-otherwise' as const, task: referral.task, since }))
  );
};

/** Who cannot be reached any more is never silently so: until a way is told, or somebody spoke to the person all the same. */
const owedWay = (referral: Referral): Owed[] => {
  const { task, patient } = referral;
  const since = patient.meta?.lastUpdated ?? referral.at;
  const isOpen = statusOf(task) !== 'draft' && !isTerminal(statusOf(task));
  const isOwed = isOpen && isOutOfReach(patient) && !hasSpokenSince(referral, task, since);
  return isOwed ? [{ what: 'find-a-way', task, since }] : [];
};

const owedOption = (referral: Referral): Owed[] =>
  nextOptions(referral).map(({ draft, since, byItself }) => ({
    what: byItself ? 'move-on' : 'ask-next',
    task: draft.task,
    since,
  }));

/** The twelfth week comes after most ends (issue 10, 1): one item, whatever the number of questionnaires. */
const owedMeasures = (referral: Referral): Owed[] => {
  const { task } = referral;
  // Of somebody who may have died nobody is reminded to ask how they are.
  if (task.status === 'entered-in-error' || hasDied(referral) || endOf(task) === movedOrDied) return [];
  const due = exitsOf(measuresIn(referral))
    .filter(({ known }) => !known)
    .map((exit) => exit.due)
    .sort();
  return due.slice(0, 1).map((since) => ({ what: 'ask-again' as const, task, since }));
};

/**
 * Of a referral that was a mistake, too: somebody said it all the same. That somebody is acting on it is an answer, and no end: from
 * then on it is owed what became of that.
 */
const owedReplies = (referral: Referral): Owed[] =>
  feedbackIn(referral)
    .filter((feedback) => !isSettled(referral, feedback))
    .map((feedback) => ({
      ...{ what: 'reply-feedback' as const, task: referral.task },
      question: { id: feedback.id ?? '', asked: coordinatorOf(referral) ?? '' },
      since: repliesTo(referral, feedback).at(-1)?.sent ?? feedback.sent ?? referral.at,
    }));

/** Also when all is over: paper outlives a referral. One for each copy, until whoever holds it was rung. */
const owedCopies = (referral: Referral): Owed[] =>
  copiesToRecall(referral).map(({ onward, page, since }) => ({
    what: 'recall-copy' as const,
    task: onward?.task ?? referral.task,
    since,
    ...(page?.id ? { question: { id: page.id, asked: coordinatorOf(referral) ?? '' } } : {}),
  }));

const owedByAbort = (task: Task): Owed[] =>
  task.status === 'requested' || task.status === 'accepted'
    ? [{ what: 'answer-abort', task, since: sinceOf(task) }]
    : [];
