import type { CodeableConcept, Communication } from 'fhir/r4.js';
import {
  type AttendanceResult,
  attendanceResults,
  type DeclineReason,
  declineReasons,
  type FirstConversation,
  firstConversations,
  type Outcome,
  outcomes,
  type PracticeMessage,
  practiceMessages,
} from '../../contracts/lifecycle/codes.ts';
import type { BusinessStatus } from '../../contracts/lifecycle/statuses.ts';
import { systems } from '../../contracts/systems.ts';
import { businessStatusOf, codeIn, concept } from '../../functions/domain/coding.ts';
import { activityOf } from '../../functions/domain/decide/decide-onward.ts';
import { meetingResult } from '../../functions/domain/meetings/meetings.ts';
import type { Onward, Referral } from '../../functions/domain/referral.ts';
import { topicOf } from '../../functions/domain/said/practice-messages.ts';
import { endedAs } from '../../functions/domain/tasks/ended-as.ts';

/** What a message says, as codes. The words are made from these alone: no free text of anybody. */
export interface Said {
  readonly topic: Exclude<PracticeMessage, 'please-call'>;
  readonly outcome?: Outcome | undefined;
  readonly attendance?: AttendanceResult | undefined;
  readonly conversation?: FirstConversation | undefined;
  /** Why the service declined. */
  readonly decline?: DeclineReason | undefined;
  /** How it ended where no outcome was recorded, because T1 was not completed. */
  readonly ended?: Outcome | undefined;
  readonly business?: BusinessStatus | undefined;
}

const isIn = <K extends string>(codes: Readonly<Record<K, unknown>>, code: string | undefined): code is K =>
  code !== undefined && Object.hasOwn(codes, code);

/** Only codes that the contracts know are told on. */
export const saidBy = (message: Communication, referral: Referral): Said => {
  const code = (system: string) => message.reasonCode?.map((c) => codeIn(system, c)).find((c) => c !== undefined);
  const topic = topicOf(message);
  const outcome = code(systems.outcome);
  const attendance = code(systems.attendance);
  const conversation = code(systems.firstConversation);
  const reason = code(systems.statusReason);
  const business = businessStatusOf(referral.task);
  return {
    topic: isIn<PracticeMessage>(practiceMessages, topic) && topic !== 'please-call' ? topic : 'closing',
    outcome: isIn(outcomes, outcome) ? outcome : undefined,
    attendance: isIn(attendanceResults, attendance) ? attendance : undefined,
    conversation: isIn(firstConversations, conversation) ? conversation : undefined,
    decline: isIn(declineReasons, reason) ? reason : undefined,
    ended: endedAs(reason, business),
    business,
  };
};

const tellsOfMeetings: readonly PracticeMessage[] = ['first-meeting', 'correction', 'closing'];

/** The onward request that a message about a meeting tells of: the one with somebody who came, else the newest result. */
export const onwardTold = (topic: PracticeMessage, { onward }: Referral): Onward | undefined => {
  if (!tellsOfMeetings.includes(topic)) return undefined;
  const met = onward.filter((o) => meetingResult(o.task) !== undefined);
  return met.find((o) => meetingResult(o.task) === 'attended') ?? met.at(-1);
};

export const codesOf = (
  { topic, outcome, attendance, conversation, decline, ended, business }: Said,
  told: Onward | undefined,
): { reasonCode?: CodeableConcept[] } => {
  const activity = told && activityOf(told.request);
  const corrected = topic === 'correction' && attendance === undefined ? outcome : undefined;
  const how = topic === 'closing' ? (outcome ?? ended) : corrected;
  const last = topic === 'closing' || topic === 'refused' ? business : undefined;
  const codes = [
    how && concept(systems.outcome, how, outcomes[how]),
    last && concept(systems.businessStatus, last),
    attendance && concept(systems.attendance, attendance, attendanceResults[attendance]),
    conversation && concept(systems.firstConversation, conversation, firstConversations[conversation]),
    decline && concept(systems.statusReason, decline, declineReasons[decline].display),
    activity && concept(systems.activity, activity),
  ].filter((c) => c !== undefined && c !== '');
  return codes.length > 0 ? { reasonCode: codes } : {};
};
