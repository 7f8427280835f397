import type { Action } from '../../functions/domain/decide/actions.ts';
import { hub as theHub } from '../../functions/domain/hub.ts';
import type { Actor } from '../../functions/domain/referral.ts';
import { id as idOfCast } from '../unit/domain/cast.ts';
import { asks, champion } from '../unit/domain/companions-asked.ts';
import {
  booked,
  conversation,
  coordinator,
  day,
  ended,
  group,
  id,
  type Made,
  meetingOn,
  met,
  move,
  next,
  onwardTo,
  opened,
  practice,
} from '../unit/views/made-referral.ts';
import { written } from './stories.ts';

const then = (from: Made, actor: Actor, action: Action, n = 10): Made => next(from, actor, action, day(n));
const t1 = `${id}.t1`;

export const accepted = (): Made => then(opened(), coordinator, move('accepted'), 1);
const spoken = (): Made => then(accepted(), coordinator, conversation(), 2);
const working = (): Made => then(spoken(), coordinator, move('in-progress'), 3);
const asked = (): Made => then(working(), coordinator, onwardTo('walking-group'), 4);
const taken = (): Made => then(asked(), group, move('accepted', 't2'), 5);
export const ahead = (): Made => then(taken(), group, meetingOn(25), 6);
/** Of this person, whose ids those of the domain's tests are not. */
const asksAda: Action = JSON.parse(JSON.stringify(asks()).replaceAll(idOfCast, id));

/** A champion goes along, and could not be told where they meet. */
const notTold = (): Made => {
  const goes = then(then(ahead(), coordinator, asksAda, 7), champion, move('accepted', 't3'), 8);
  return then(goes, theHub, { kind: 'ring-group', task: `${id}.t3`, why: 'companion-not-told' }, 9);
};
const on = (n: number): string => day(n).slice(0, 10);
const reason = 'They would like to wait';

const said = (): Made => then(accepted(), coordinator, written.feedback(t1));

/** Each act, where it is offered and what somebody fills in beside what stands there already. */
export type Row = readonly [act: string, story: () => Made, filled?: Record<string, string>];
export const rowsOfActs: readonly Row[] = [
  ['risks-read', () => opened({ personFirst: true }), { read: 'yes' }],
  ['accept', opened],
  ['decline', opened, { code: 'no-capacity' }],
  ['request', written.draft],
  ['contact', written.draft, { came: 'no-answer' }],
  ['contact', accepted, { came: 'spoke', note: 'Likes company' }],
  ['start', accepted],
  ['hold', working, { reason, review: on(25) }],
  ['look-again', () => then(working(), coordinator, written.held(t1, on(25))), { review: on(30) }],
  ['resume', () => then(working(), coordinator, written.held(t1, on(25)))],
  ['complete', working, { outcome: 'advice-only' }],
  ['cancel', accepted, { code: 'other', reason }],
  ['withdraw', working, { code: 'declined-by-person' }],
  ['fail', working, { code: 'other', reason }],
  ['recall', asked, { reason }],
  ['ask', working, { ...written.askWalking, given: on(9) }],
  ['meeting', taken, { ...written.meeting, day: on(24) }],
  ['move-meeting', ahead, { ...written.meeting, day: on(26) }],
  ['call-off', ahead, { reason: 'Rain' }],
  ['arrange', ahead, { interpreter: 'open', 'interpreter-by': 'Ada Martin' }],
  ['result', booked, { result: 'attended' }],
  ['rating', () => met(booked(), 'attended'), { rating: 'good' }],
  ['rating', () => ended(met(booked(), 'attended')), { rating: 'fair' }],
  ['person-says', booked, { result: 'attended' }],
  [
    'which-holds',
    () => then(met(booked(), 'did-not-attend'), coordinator, written.says('attended')),
    { result: 'attended' },
  ],
  ['group-rung', () => then(booked(), theHub, written.rings()), { rung: 'yes' }],
  ['companion-rung', notTold, { rung: 'yes' }],
  ['safe-ways', accepted, { 'way-0': 'safe', voicemail: 'no', post: 'yes', times: 'Mornings' }],
  ['seen', accepted],
  ['told', ahead, { who: 'Ada herself', how: 'PHONE' }],
  ['measure', accepted, { explained: 'yes', mode: 'telephone', 'ons4-satisfied': '4', 'ons4-anxious': '7' }],
  ['segment', accepted, { segment: 'able-much', rule: 'conversation' }],
  ['close-own-page', accepted],
  ['give-own-page', () => then(accepted(), coordinator, { kind: 'own-page', to: 'off' }), { sure: 'yes' }],
  ['go-again', () => met(booked(), 'attended'), { again: 'yes' }],
  ['decline-option', accepted, { option: 'Coffee morning', why: 'Too many people' }],
  ['assign', accepted, { whose: 'moses.obi' }],
  ['ask-to-stop', () => met(booked(), 'attended'), { reason }],
  ['question', accepted, { text: 'Which number is hers?' }],
  ['note', accepted, { text: 'We ring on Monday.' }],
  ['answer', () => then(accepted(), practice, written.asks(t1)), { text: 'On Monday.' }],
  ['read-note', () => then(accepted(), practice, written.notes(t1))],
  ['take-back', () => then(accepted(), coordinator, written.asks(t1))],
  ['feedback', accepted, { text: 'The hall was too cold' }],
  ['reply-feedback', said, { reply: 'acting' }],
  ['rang', () => ended(met(booked(), 'attended')), { who: 'Sam Patel', how: 'PHONE' }],
  ['report', accepted, { what: 'in-hospital' }],
  ['settle', () => then(accepted(), coordinator, written.reported(t1)), { as: 'wrong' }],
  ['please-call', accepted, { asks: 'person', soon: 'routine' }],
  ['call-read', () => then(accepted(), coordinator, written.calls(t1)), { who: 'Dr Lowe', how: 'PHONE' }],
  ['withdraw-permission', taken, { sure: 'yes' }],
  ['destroyed', () => then(taken(), coordinator, written.objects()), { who: 'Jo' }],
];
