import { circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import type { AttendanceResult } from '../../../contracts/lifecycle/codes.ts';
import type { ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { isConfirmed, isOpen, reportsIn } from '../../../functions/domain/circumstance/circumstances.ts';
import { forAnotherPractice } from '../../../functions/domain/circumstance/held-messages.ts';
import { statusOf } from '../../../functions/domain/coding.ts';
import { exitsOf } from '../../../functions/domain/measures/exit.ts';
import { measuresIn } from '../../../functions/domain/measures/measures.ts';
import { isUnanswered } from '../../../functions/domain/meetings/meetings.ts';
import { findTask } from '../../../functions/domain/parties.ts';
import { copiesToRecall, nameOfCopy } from '../../../functions/domain/permission/copies.ts';
import { organisationOf } from '../../../functions/domain/referral.ts';
import { undelivered } from '../../../functions/domain/said/deliveries.ts';
import { answers, because, meetingAt, move, opens, reads, recorded, said, settles, writes } from './acts.ts';
import { rings } from './calls.ts';
import { later } from './cast.ts';
import { companionWays } from './companion-ways.ts';
import { measure } from './measured.ts';
import { replies } from './said-of-service.ts';
import {
  askedFor,
  closings,
  day,
  ends,
  goesOn,
  goesOut,
  idOf,
  isToWait,
  type Owing,
  over,
  readRisks,
  recipient,
  type Step,
  settling,
  spoke,
  stops,
  tried,
  type Way,
  type Ways,
  waitsStill,
} from './true-acts.ts';
import { waysAroundMeetings } from './ways-around-meetings.ts';

const confirms = (of: Owing): Ways => {
  const open = reportsIn(of.referral).flatMap((report) => (isOpen(report) ? [report.circumstance] : []));
  const truths = open.flatMap((c) => (c === 'moved-or-died' ? (['died', 'moved'] as const) : [c]));
  return {
    'what was reported is wrong': [settling(of, undefined)],
    ...Object.fromEntries(truths.map((truth) => [`the person: ${truth}`, [settling(of, truth)]])),
  };
};

const call = ({ referral, owed, coordinator }: Owing): Ways => ({
  'they have read it': [[[recipient(referral, owed.about ?? ''), reads(owed.about ?? '')]]],
  'they were rung': [[[coordinator, rings(owed.about ?? '')]]],
});

const looked = ({ owed, coordinator }: Owing): Ways => ({ looked: [[[coordinator, reads(owed.about ?? '')]]] });

const asksNext = (of: Owing): Ways => ({
  asked: [[[of.coordinator, move(idOf(of.task), 'requested', { owner: { ownerKind: 'voluntary' } })]]],
  'not wanted any more': stops(of),
});

/** Of each thing that is owed: what may be the case, and the acts that say so and end it. */
export const waysToEnd: Record<ObligationCode, (of: Owing) => Ways> = {
  'answer-request': (of) => ({
    yes: [[[of.owner, move(idOf(of.task), 'accepted')]]],
    no: [[...readRisks(of), [of.owner, move(idOf(of.task), 'rejected', because('Full'))]]],
    'nobody answers':
      of.owner === of.coordinator
        ? [[...readRisks(of), [of.owner, move(idOf(of.task), 'rejected', because('Full'))]]]
        : stops(of),
  }),
  'person-first': (of) => ({ read: [readRisks(of)] }),
  'read-risks': (of) => ({ read: [readRisks(of)] }),
  'first-conversation': ({ task, coordinator }) => ({
    held: [[[coordinator, spoke(idOf(task))]]],
    'not possible': [
      [
        [
          coordinator,
          recorded('conversation', idOf(task), { status: 'not-done', statusReason: { text: 'No answer' } }),
        ],
      ],
    ],
  }),
  'next-step': (of) => ({
    // Of a request that was withdrawn nobody is asked any more: standards.md 12.9, invariant 14.
    ...(of.referral.request.status === 'active'
      ? { 'a group is asked': [[...readRisks(of), [of.coordinator, askedFor(of)]]] }
      : {}),
    'it ends': ends(of),
  }),
  review: (of) => ({
    ...(isToWait(of) ? { 'it waits still': waitsStill(of) } : {}),
    'it goes on': goesOn(of),
    'it ends': [...ends(of), ...stops(of), ...over(of)],
  }),
  'name-meeting': (of) => ({
    named: [[[of.owner, meetingAt(later(of.at, day), { task: idOf(of.task) })]]],
    'there is none': [...ends(of), ...stops(of)],
    'nobody at the group answers': [...stops(of), ...ends(of)],
  }),
  'agree-meeting': (of) => ({
    'the group was rung': [[[of.coordinator, meetingAt(later(of.at, day), { task: idOf(of.task) })]]],
    'there is none': [...ends(of), ...stops(of)],
  }),
  'meeting-result': ({ referral, task, owner, coordinator }) => {
    const meetings = referral.onward.find((o) => o.task.id === task.id)?.meetings.filter(isUnanswered) ?? [];
    const says = (by: string, result: AttendanceResult): Way =>
      meetings.slice(0, 1).map((m) => [by, said(result, { task: idOf(task), appointment: idOf(m) })]);
    return Object.fromEntries(
      (['attended', 'did-not-attend', 'could-not-come'] as const).map((result) => [
        result,
        [says(owner, result), says(coordinator, result)],
      ]),
    );
  },
  'follow-up': (of) => ({ spoken: [[[of.coordinator, spoke(idOf(of.task))]]], 'not reached': [tried(of)] }),
  'finish-onward': (of) => ({
    ...(isTerminal(statusOf(of.referral.task))
      ? {}
      : { 'another meeting': [[[of.owner, meetingAt(later(of.at, day), { task: idOf(of.task) })]]] }),
    'it ends': [...ends(of), ...stops(of)],
  }),
  'answer-abort': (of) => {
    const { referral, task, owner, coordinator } = of;
    const focus = findTask(referral, task.focus?.reference?.slice('Task/'.length) ?? '')?.task;
    const accepts: Way = task.status === 'requested' ? [[owner, move(idOf(task), 'accepted')]] : [];
    const stop: Step = [owner, move(focus?.id ?? '', 'cancelled', because('Asked to stop', 'asked-to-stop'))];
    const requester = organisationOf(task.requester) ?? '';
    return {
      yes: [[...accepts, ...(focus?.id === referral.task.id ? readRisks(of) : []), stop]],
      ...(task.status === 'requested' ? { no: [[[owner, move(idOf(task), 'rejected', because('Not so'))]]] } : {}),
      ...(task.status === 'requested' && requester === coordinator
        ? { 'nobody answers': [[[coordinator, move(idOf(task), 'cancelled', because('Never mind'))]]] }
        : {}),
    };
  },
  'answer-question': ({ referral, owed }) => {
    const question = referral.communications.find((c) => c.id === owed.about);
    const asked = organisationOf(question?.recipient?.[0]) ?? '';
    const sender = organisationOf(question?.sender) ?? '';
    return {
      answered: [[[asked, answers(owed.about ?? '')]]],
      'nobody answers': [
        [[asked, answers(owed.about ?? '')]],
        [[sender, { kind: 'take-back', communication: owed.about ?? '' }]],
      ],
    };
  },
  'read-note': looked,
  'find-a-way': ({ referral, task, coordinator }) => ({
    told: [
      [
        [
          coordinator,
          {
            kind: 'correct-contact',
            shown: referral.patient,
            sent: {
              ...referral.patient,
              telecom: [...(referral.patient.telecom ?? []), { system: 'phone', value: '01452 987654' }],
            },
          },
        ],
      ],
    ],
    spoken: [[[coordinator, spoke(idOf(task))]]],
  }),
  'tell-person': ({ owed, task, coordinator }) => ({
    'told by somebody': [[[coordinator, rings(owed.about ?? '')]]],
    spoken: [[[coordinator, spoke(idOf(task))]]],
  }),
  'ring-person': ({ owed, task, coordinator }) => ({
    rung: [[[coordinator, rings(owed.about ?? '')]]],
    spoken: [[[coordinator, spoke(idOf(task))]]],
  }),
  'tell-otherwise': ({ referral, coordinator }) => ({
    told: [undelivered(referral).map(({ message }) => [coordinator, rings(idOf(message))])],
  }),
  'closing-acknowledged': ({ referral, coordinator }) => {
    // What nobody was ever sent nobody has read.
    const sent = closings(referral).filter((id) => goesOut(referral, id));
    return {
      'they have read it': [sent.map((id) => [recipient(referral, id), reads(id)])],
      'they were rung': [sent.map((id) => [coordinator, rings(id)])],
    };
  },
  'recall-copy': ({ referral, coordinator, owed }) => ({
    rung: [
      copiesToRecall(referral)
        .map((copy) => nameOfCopy(referral, copy))
        .filter((name) => name === `Communication/${owed.about}` || name === `Task/${owed.task}`)
        .map((copy) => [
          coordinator,
          {
            kind: 'recall-copy',
            communication: {
              ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: copy }] },
              recipient: [{ display: 'Walk leader' }],
            },
          },
        ]),
    ],
  }),
  'call-read': (of) => call(of),
  'call-read-urgent': (of) => call(of),
  'call-ring': ({ owed, coordinator }) => ({ rung: [[[coordinator, rings(owed.about ?? '')]]] }),
  'call-ring-urgent': ({ owed, coordinator }) => ({ rung: [[[coordinator, rings(owed.about ?? '')]]] }),
  'move-on': asksNext,
  'ask-next': asksNext,
  'reply-feedback': ({ coordinator, owed }) => ({ replied: [[[coordinator, replies(owed.about ?? '')]]] }),
  'ask-again': ({ referral, coordinator }) => ({
    asked: [
      exitsOf(measuresIn(referral))
        .filter(({ known }) => !known)
        .map(({ instrument }) => [coordinator, measure(instrument, 'not-asked', { occasion: 'exit' })]),
    ],
  }),
  ...waysAroundMeetings,
  'look-who-read': ({ referral, coordinator }) => ({ looked: [[[coordinator, opens(referral.task.id)]]] }),
  'confirm-circumstance': confirms,
  'close-referral': (of) => ({
    closed: [
      [
        ...readRisks(of),
        ...settling(of, 'died'),
        [of.owner, move(idOf(of.task), 'cancelled', because('Gone', 'moved-or-died'))],
      ],
      [...readRisks(of), [of.owner, move(idOf(of.task), 'cancelled', because('Gone', 'moved-or-died'))]],
    ],
  }),
  'check-need': (of) => ({
    'who asked did not know': [[[of.coordinator, writes('note', 'She has moved away.')]]],
    'the report was wrong': [
      reportsIn(of.referral)
        .filter((r) => isConfirmed(r) && circumstances[r.circumstance].ends)
        .map(({ communication }) => [of.coordinator, settles(idOf(communication), 'wrong')]),
    ],
  }),
  'look-at-linked': looked,
  'clear-practice': ({ referral, coordinator }) => ({
    'it is another': [forAnotherPractice(referral).map(({ message }) => [coordinator, rings(idOf(message))])],
  }),
  'make-good': (of) => ({ spoken: [[[of.coordinator, spoke(idOf(of.task))]]], 'not reached': [tried(of)] }),
  ...companionWays,
};
