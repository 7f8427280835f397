import type { TaskStatus } from './statuses.ts';

/**
 * Who may move a Task from where to where, and what must hold. The one table of the closed loop:
 * `decide` reads it, the partner API and the error texts take the next moves from it, the diagram in the README and the exhaustive tests come from it.
 * Row numbers and rules: standards.md 12.4, tightened by DESIGN 4 (hot handover, review dates).
 */
export interface Transition {
  readonly row: number;
  /** What a person would say they do. */
  readonly action: TaskAction;
  /** `referral` is T1 (referrer to coordinator), `onward` T2 (coordinator to partner), `abort` a request to stop one of them, `companion` a request to go along to a first meeting. */
  readonly on: readonly TaskLevel[];
  readonly from: readonly (TaskStatus | 'new')[];
  readonly to: TaskStatus;
  /** Relative to the Task: for T1 requester is the referrer and owner the coordinator; for T2 coordinator and partner. */
  readonly by: readonly TaskParty[];
  readonly needs: readonly Guard[];
}

export type TaskLevel = 'referral' | 'onward' | 'abort' | 'companion';
/** `hub` is a consequence inside the same version (first attended session, cascade), never a caller. */
export type TaskParty = 'requester' | 'owner' | 'hub';
type TaskAction =
  | 'draft'
  | 'request'
  | 'accept'
  | 'decline'
  | 'cancel'
  | 'start'
  | 'hold'
  | 'resume'
  | 'complete'
  | 'fail'
  | 'withdraw'
  | 'recall';

export const guards = [
  /** statusReason.text, 1 to 500 characters. */
  'reason',
  /** A review date no later than 20 working days: nothing pauses a deadline without setting another. */
  'review-date',
  /** T2: what holds of a request that is sent at once holds of a draft: a partner that may be asked, permission, risks read. */
  'ready-to-send',
  /** At least one output: SDOHCC refer-10. */
  'output',
  /** T1: every onward Task has ended, or has nothing left to do and to answer: then it is completed with T1. */
  'onward-ended',
  /**
   * DESIGN 4, hot handover: first meeting, who signed up, result. T1 may also close over an onward Task that ended before
   * its first meeting, with a reason and a recorded conversation; such a one is failed or cancelled, not completed. T1 also
   * needs every person who could not come followed up.
   */
  'hot-handover',
  /** T2: no meeting in the future is still booked. */
  'no-future-meeting',
  /** The abort Task was accepted, or the person withdrew. */
  'abort-accepted-or-withdrawn',
  /** The abort Task was not answered: its owner was reminded, and the deadline of the last step has passed. */
  'abort-unanswered',
  /** Nothing happened in the world yet: else cancel, never erase. */
  'nothing-happened',
  /** Companion: the meeting has begun; nobody says before it whether they met. */
  'meeting-begun',
] as const;
export type Guard = (typeof guards)[number];

const both: readonly TaskLevel[] = ['referral', 'onward'];

export const transitions: readonly Transition[] = [
  { row: 1, action: 'draft', on: both, from: ['new'], to: 'draft', by: ['requester'], needs: ['review-date'] },
  {
    row: 2,
    action: 'request',
    on: both,
    from: ['new', 'draft'],
    to: 'requested',
    by: ['requester'],
    needs: ['ready-to-send'],
  },
  { row: 3, action: 'accept', on: both, from: ['requested'], to: 'accepted', by: ['owner'], needs: [] },
  { row: 4, action: 'decline', on: both, from: ['requested'], to: 'rejected', by: ['owner'], needs: ['reason'] },
  {
    row: 5,
    action: 'cancel',
    on: both,
    from: ['requested'],
    to: 'cancelled',
    by: ['requester', 'hub'],
    needs: ['reason'],
  },
  // Beyond standards.md 12.4: a draft that is not wanted any more was no error.
  { row: 5, action: 'cancel', on: both, from: ['draft'], to: 'cancelled', by: ['requester'], needs: ['reason'] },
  { row: 6, action: 'start', on: both, from: ['accepted'], to: 'in-progress', by: ['owner', 'hub'], needs: [] },
  {
    row: 7,
    action: 'hold',
    on: both,
    from: ['accepted'],
    to: 'on-hold',
    by: ['owner'],
    needs: ['reason', 'review-date'],
  },
  {
    row: 8,
    action: 'cancel',
    on: both,
    from: ['accepted'],
    to: 'cancelled',
    by: ['requester', 'owner', 'hub'],
    needs: ['reason'],
  },
  {
    row: 10,
    action: 'hold',
    on: both,
    from: ['in-progress'],
    to: 'on-hold',
    by: ['owner', 'hub'],
    needs: ['reason', 'review-date'],
  },
  { row: 11, action: 'resume', on: both, from: ['on-hold'], to: 'in-progress', by: ['owner', 'hub'], needs: [] },
  {
    row: 12,
    action: 'complete',
    on: ['referral'],
    from: ['accepted', 'in-progress', 'on-hold'],
    to: 'completed',
    by: ['owner'],
    needs: ['output', 'onward-ended', 'hot-handover'],
  },
  {
    row: 12,
    action: 'complete',
    on: ['onward'],
    from: ['accepted', 'in-progress', 'on-hold'],
    to: 'completed',
    by: ['owner', 'hub'],
    needs: ['output', 'no-future-meeting', 'hot-handover'],
  },
  {
    row: 13,
    action: 'fail',
    on: both,
    from: ['accepted', 'in-progress', 'on-hold'],
    to: 'failed',
    by: ['owner'],
    needs: ['reason'],
  },
  {
    row: 14,
    action: 'withdraw',
    on: both,
    from: ['in-progress', 'on-hold'],
    to: 'cancelled',
    by: ['owner'],
    needs: ['reason', 'abort-accepted-or-withdrawn'],
  },
  {
    // Beyond standards.md 12.4: a partner that is silent must not hold a referral open for ever.
    row: 14,
    action: 'cancel',
    on: ['onward'],
    from: ['in-progress', 'on-hold'],
    to: 'cancelled',
    by: ['requester'],
    needs: ['reason', 'abort-unanswered'],
  },
  {
    row: 17,
    action: 'recall',
    on: both,
    from: ['draft', 'requested', 'accepted', 'in-progress', 'on-hold', 'rejected', 'cancelled', 'completed', 'failed'],
    to: 'entered-in-error',
    by: ['requester', 'hub'],
    needs: ['reason', 'nothing-happened'],
  },
  { row: 15, action: 'request', on: ['abort'], from: ['new'], to: 'requested', by: ['requester', 'hub'], needs: [] },
  { row: 15, action: 'accept', on: ['abort'], from: ['requested'], to: 'accepted', by: ['owner'], needs: [] },
  { row: 15, action: 'decline', on: ['abort'], from: ['requested'], to: 'rejected', by: ['owner'], needs: ['reason'] },
  {
    row: 15,
    action: 'cancel',
    on: ['abort'],
    from: ['requested'],
    to: 'cancelled',
    by: ['requester'],
    needs: ['reason'],
  },
  {
    row: 15,
    action: 'complete',
    on: ['abort'],
    from: ['requested', 'accepted'],
    to: 'completed',
    by: ['hub'],
    needs: [],
  },
  // Beyond standards.md 12.4 (issue 7 item 6). The coordinator may say what a companion said on the telephone.
  { row: 21, action: 'request', on: ['companion'], from: ['new'], to: 'requested', by: ['requester'], needs: [] },
  {
    ...{ row: 21, action: 'accept', on: ['companion'], from: ['requested'], to: 'accepted' },
    ...{ by: ['owner', 'requester'], needs: [] },
  },
  {
    ...{ row: 21, action: 'decline', on: ['companion'], from: ['requested'], to: 'rejected' },
    ...{ by: ['owner', 'requester'], needs: ['reason'] },
  },
  {
    ...{ row: 21, action: 'cancel', on: ['companion'], from: ['requested', 'accepted'], to: 'cancelled' },
    ...{ by: ['requester', 'owner', 'hub'], needs: ['reason'] },
  },
  {
    ...{ row: 21, action: 'complete', on: ['companion'], from: ['accepted'], to: 'completed' },
    ...{ by: ['owner', 'requester'], needs: ['meeting-begun'] },
  },
  {
    ...{ row: 21, action: 'fail', on: ['companion'], from: ['accepted'], to: 'failed' },
    ...{ by: ['owner', 'requester'], needs: ['reason', 'meeting-begun'] },
  },
];

export const findTransition = (
  level: TaskLevel,
  from: TaskStatus | 'new',
  to: TaskStatus,
  by: TaskParty,
): Transition | undefined =>
  transitions.find((t) => t.on.includes(level) && t.from.includes(from) && t.to === to && t.by.includes(by));

/** The statuses this party may move to next, for error texts and for what a partner is offered. */
export const nextStatuses = (level: TaskLevel, from: TaskStatus, by: TaskParty): TaskStatus[] => [
  ...new Set(
    transitions.filter((t) => t.on.includes(level) && t.from.includes(from) && t.by.includes(by)).map((t) => t.to),
  ),
];
