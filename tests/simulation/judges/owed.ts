import type { Appointment, Task } from 'fhir/r4.js';
import { thisPolicy as days } from '../../../contracts/areas/this-policy.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { coordinator } from '../county/organisations.ts';
import { closeOf, closeOfDay, dawnOf } from '../harness/working-time.ts';
import { owedBesides } from './owed-besides.ts';
import { after, bySelf, instant, isOf, notArrived, type Owed } from './owing.ts';
import { codeIn, codeOf, hasEnded, isAbout, type Onward, recordOf, type State, topicOf } from './state.ts';

const toAnswer = (task: Task, since: number): Owed => {
  const { remind, escalate } = task.priority === 'urgent' ? days.answerUrgent : days.answer;
  const steps = [...after(since, codeIn(task.owner), remind), ...after(since, coordinator, escalate)];
  return { what: 'answer-request', task, since, steps };
};

/** Due on its day, and nobody need have looked before. */
const toReview = (task: Task): Owed => {
  const date = task.extension?.find((e) => e.url === extensions.reviewDate)?.valueDate ?? '';
  return { what: 'review', task, since: dawnOf(date), steps: [{ who: coordinator, due: closeOf(date) }] };
};

const spokenAbout = ({ said, task }: State, ...of: readonly Task[]): number =>
  Math.max(
    0,
    ...said
      .filter((one) => recordOf(one) === 'conversation' && [task, ...of].some((about) => isAbout(one, about)))
      .map(({ sent }) => instant(sent)),
  );

const ofReferral = (state: State): Owed[] => {
  const { task, onward, said } = state;
  const since = instant(state.since.get(task.id ?? ''));
  if (hasEnded(task)) return said.flatMap((one) => toRead(state, one));
  if (task.status === 'requested') return [toAnswer(task, since)];
  if (task.status === 'on-hold') return [toReview(task)];
  const reported = cannotCome(state);
  const known = reported.find(({ status }) => status === 'completed');
  if (known) return [bySelf('close-referral', task, instant(known.received), days.nextStep)];
  // Nobody is asked to speak to somebody who may have died: it is to be confirmed, which is owed below.
  if (reported.length > 0) return [];
  const spoken = spokenAbout(state, ...onward.map((o) => o.task));
  if (spoken === 0) return [bySelf('first-conversation', task, since, days.firstConversation)];
  if (onward.some((o) => !hasEnded(o.task))) return besideOthers(state);
  const [left] = besideOthers(state);
  const ends = onward.map((o) => instant(o.task.executionPeriod?.end));
  return [left ?? bySelf('next-step', task, Math.max(since, spoken, ...ends), days.nextStep)];
};

/** The person's own word. */
const wishes: readonly string[] = ['declined-by-person', 'withdrawn-by-person'];
const isWish = (why: Task['statusReason']): boolean => wishes.includes(codeOf(systems.statusReason, why) ?? '');
const says = ({ extension = [] }: Task, url: string): boolean =>
  extension.some((e) => e.url === url && e.valueBoolean === true);
const wasAsked = (task: Task): boolean => task.status !== 'draft' && !says(task, extensions.neverSent);

/** When a group, or the person of it, said no, from when on a talk is about that, and when it was over; undefined: nobody did. */
const noOf = ({ since, aborts }: State, no: Task): { at: number; from: number; over: number } | undefined => {
  const ended = instant(since.get(no.id ?? ''));
  const isOthers = codeIn(no.owner) !== coordinator;
  if (!wasAsked(no)) return undefined;
  if (no.status === 'rejected' || no.status === 'failed')
    return isOthers ? { at: ended, from: ended, over: ended } : undefined;
  if (no.status !== 'cancelled' || codeOf(systems.statusReason, no.statusReason) === 'moved-or-died') return undefined;
  const stop = aborts.findLast((one) => one.focus?.reference === `Task/${no.id}` && one.status === 'completed');
  const isOwn = isOthers && !stop && says(no, extensions.endedByOwner);
  if (!isOwn && !isWish(no.statusReason) && !isWish(stop?.reasonCode)) return undefined;
  const at = stop ? instant(stop.authoredOn) : ended;
  const dayOf = (when: number) => dawnOf(new Date(when).toISOString().slice(0, 10));
  return { at, from: dayOf(at), over: dayOf(ended) };
};

/**
 * A group does not do what it was asked for: nobody spoke to the person since, and no other group is asked in its place. What was called off
 * again was in hand until that day. Here everybody is asked for the same.
 */
const besideOthers = (state: State): Owed[] => {
  const { task, onward } = state;
  const all = onward.map((o) => o.task);
  const left = all.flatMap((no) => {
    const { at, from: since, over } = noOf(state, no) ?? {};
    if (at === undefined || since === undefined || over === undefined) return [];
    if (all.some((other) => other.status === 'draft' && isAfter(other, no))) return [];
    const asked = all
      .filter((other) => wasAsked(other) && other.status !== 'entered-in-error')
      .filter((other) => isAfter(other, no) || askedAt(state, other) > at);
    if (asked.some(({ status }) => status !== 'cancelled')) return [];
    const ends = asked.map(({ executionPeriod: { end = '' } = {} }) => (end ? dawnOf(end.slice(0, 10)) : 0));
    const from = Math.max(since, ...ends);
    return spokenAbout(state, no) < from ? [Math.max(from, over)] : [];
  });
  return left.length > 0 ? [bySelf('next-step', task, Math.min(...left), days.nextStep)] : [];
};

/** When it was asked, or said yes. */
const askedAt = ({ since }: State, { id = '', status, authoredOn, executionPeriod }: Task): number =>
  Math.max(status === 'requested' ? instant(since.get(id)) : instant(authoredOn), instant(executionPeriod?.start));

const isAfter = ({ extension = [] }: Task, { id }: Task): boolean =>
  extension.some((e) => e.url === extensions.nextAfter && e.valueReference?.reference === `Task/${id}`);

/** What was reported after which the person cannot come, and nobody called wrong. */
const cannotCome = ({ said }: State): State['said'] =>
  said
    .filter((one) => recordOf(one) === 'circumstance' && ['in-progress', 'completed'].includes(one.status))
    .filter((one) => ['died', 'moved'].includes(codeOf(systems.circumstance, one.topic) ?? ''));

/** Read by a person where it was sent; else somebody of the service rings. */
const toRead = ({ task }: State, one: State['said'][number]): Owed[] => {
  const topic = topicOf(one);
  if ((topic !== 'closing' && topic !== 'refused') || one.status !== 'in-progress') return [];
  const since = instant(one.sent);
  const { remind, ring } = days.closingAcknowledged;
  const steps = [...after(since, codeIn(task.requester), remind), ...after(since, coordinator, ring)];
  return [{ what: 'closing-acknowledged', task, since, steps }];
};

const saidBy: Partial<Record<Appointment['status'], string>> = { fulfilled: 'attended', noshow: 'did-not-attend' };
const resultOf = ({ status, extension }: Appointment): string | undefined =>
  saidBy[status] ?? extension?.find((e) => e.url === extensions.attendance)?.valueCode;

/** That another says the same as stands is no news. */
const knownAt = ({ extension, meta }: Appointment): number =>
  instant(
    extension?.find((e) => e.url === extensions.attendanceSaid)?.extension?.find(({ url }) => url === 'since')
      ?.valueInstant ?? meta?.lastUpdated,
  );

const ofOnward = (state: State, { task, meetings }: Onward): Owed[] => {
  const since = instant(state.since.get(task.id ?? ''));
  const owner = codeIn(task.owner);
  const named = meetings.filter((m) => m.status !== 'entered-in-error');
  const held = named.filter((m) => m.status !== 'cancelled' || resultOf(m) !== undefined);
  const open = named.find((m) => m.status === 'booked' && resultOf(m) === undefined);
  const came = named.find((m) => resultOf(m) === 'attended');
  const missed = Math.max(0, ...named.filter((m) => resultOf(m)).map(knownAt));
  const spoken = spokenAbout(state, task);
  const ofMeetings: Owed[] = [
    ...(open ? [toSay(task, owner, instant(open.end))] : []),
    ...(!came && missed > spoken && task.executionPeriod?.start
      ? [bySelf('follow-up', task, missed, days.followUp)]
      : []),
  ];
  if (hasEnded(task) || ofMeetings.length > 0) return ofMeetings;
  if (task.status === 'requested') return [toAnswer(task, since)];
  if (task.status === 'draft') return [toReview(task)];
  if (hasEnded(state.task)) return [bySelf('finish-onward', task, since, days.nextStep)];
  const first = came ?? held.at(-1) ?? named.at(-1);
  if (first) return [bySelf('finish-onward', task, Math.max(instant(first.meta?.lastUpdated), spoken), days.nextStep)];
  const steps = [...after(since, owner, days.nameMeeting), ...after(since, coordinator, days.nameMeeting + 1)];
  return [{ what: 'name-meeting', task, since, steps }];
};

const toSay = (task: Task, owner: string, since: number): Owed => {
  const { chase, chaseAgain, escalate } = days.meetingResult;
  const steps = [...after(since, owner, chase, chaseAgain), ...after(since, coordinator, escalate)];
  return { what: 'meeting-result', task, since, steps };
};

const toStop = (state: State, task: Task): Owed[] => {
  if (hasEnded(task)) return [];
  const since = instant(state.since.get(task.id ?? ''));
  const steps = [...after(since, codeIn(task.owner), days.abort), ...after(since, coordinator, days.abort + 1)];
  return [{ what: 'answer-abort', task, since, steps }];
};

const toConfirm = ({ said, task }: State): Owed[] =>
  said
    .filter((one) => recordOf(one) === 'circumstance' && one.status === 'in-progress')
    .map(({ sent }) => bySelf('confirm-circumstance', task, instant(sent), days.confirmCircumstance));

/** Everything that is owed, whose next reminder is `due`. */
export const owedIn = (state: State): Owed[] => [
  ...ofReferral(state),
  ...state.onward.flatMap((onward) => ofOnward(state, onward)),
  ...state.aborts.flatMap((task) => toStop(state, task)),
  ...notArrived(state)
    // Of a call somebody is rung in any case.
    .filter(({ message }) => topicOf(message) !== 'please-call')
    .slice(0, 1)
    .map(({ since }) => bySelf('tell-otherwise', state.task, since, days.tellOtherwise)),
  ...toConfirm(state),
  ...owedBesides(state),
];

/** The reminders of it so far: milliseconds, in order. */
const remindersOf = ({ said }: State, owed: Owed): number[] =>
  said
    .filter((one) => isOf(owed, one))
    .map(({ sent }) => instant(sent))
    .filter((sent) => sent > owed.since)
    .sort((a, b) => a - b);

/** Who is reminded next, and when: after the last step, every working day. */
export const nextOf = (state: State, owed: Owed): { readonly who: string; readonly due: number } => {
  const reminders = remindersOf(state, owed);
  const last = reminders.at(-1) ?? owed.since;
  const step = owed.steps[reminders.length];
  if (step && (reminders.length === 0 || step.due > last)) return step;
  return { who: step?.who ?? coordinator, due: closeOfDay(last, 1) };
};
