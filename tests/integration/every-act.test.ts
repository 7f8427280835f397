import { describe, expect, test } from 'vitest';
import { kindOf } from '../../functions/domain/coding.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { hub as theHub } from '../../functions/domain/hub.ts';
import type { Actor } from '../../functions/domain/referral.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { everyAct } from '../../functions/web/worklist/acts/every-act.ts';
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
import { recipientsOfFile } from './recipients.ts';
import { fieldsIn, formsIn, type StaffPages, staffPages, textOf } from './staff-pages.ts';
import { written } from './stories.ts';

const { hub } = recipientsOfFile();
const then = (from: Made, actor: Actor, action: Action, n = 10): Made => next(from, actor, action, day(n));
const t1 = `${id}.t1`;

const accepted = (): Made => then(opened(), coordinator, move('accepted'), 1);
const spoken = (): Made => then(accepted(), coordinator, conversation(), 2);
const working = (): Made => then(spoken(), coordinator, move('in-progress'), 3);
const asked = (): Made => then(working(), coordinator, onwardTo('walking-group'), 4);
const taken = (): Made => then(asked(), group, move('accepted', 't2'), 5);
const ahead = (): Made => then(taken(), group, meetingOn(25), 6);
const on = (n: number): string => day(n).slice(0, 10);
const reason = 'They would like to wait';

const said = (): Made => then(accepted(), coordinator, written.feedback(t1));

/** Each act, where it is offered and what somebody fills in beside what stands there already. */
type Row = readonly [act: string, story: () => Made, filled?: Record<string, string>];
const rows: readonly Row[] = [
  ['risks-read', () => opened({ personFirst: true }), { read: 'yes' }],
  ['accept', opened],
  ['decline', opened, { code: 'no-capacity' }],
  ['request', written.draft],
  ['contact', written.draft, { came: 'no-answer' }],
  ['contact', accepted, { came: 'spoke', note: 'Likes company' }],
  ['start', accepted],
  ['hold', working, { reason, review: on(25) }],
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
  ['person-says', booked, { result: 'attended' }],
  [
    'which-holds',
    () => then(met(booked(), 'did-not-attend'), coordinator, written.says('attended')),
    { result: 'attended' },
  ],
  ['group-rung', () => then(booked(), theHub, written.rings()), { rung: 'yes' }],
  ['safe-ways', accepted, { 'way-0': 'safe', voicemail: 'no', post: 'yes', times: 'Mornings' }],
  ['seen', accepted],
  ['told', ahead, { who: 'Ada herself', how: 'PHONE' }],
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

/** By its button on the page of the person, and with all that its form holds; what is shown first is confirmed. */
const act = async (pages: StaffPages, name: string, filled: Record<string, string>) => {
  const page = `/staff/people/${referenceOf(id)}`;
  const button = everyAct.find((one) => one.name === name)?.begins ?? name;
  const about = new RegExp(`href="[^"]*${page}/${button}\\?about=([\\w.]+)"`).exec((await pages.get(page)).body)?.[1];
  if (about === undefined) throw new Error(`The page has no button for ${name}`);
  let shown = await pages.get(`${page}/${name}?about=${about}`);
  for (let n = 0; n < 2; n += 1) {
    const form = formsIn(shown).find(({ path }) => path === `${page}/${name}`);
    if (!form) throw new Error(textOf(shown));
    shown = await pages.post(form.path, { ...fieldsIn(form), ...filled });
    if (shown.statusCode !== 200) break;
  }
  return shown;
};

test('there is a row here for everything that can be done from the page of a person', () => {
  // Whose team it is, is moved in the journey of the worklist; a companion is asked in their own file.
  const elsewhere = ['ask-companion', 'team', 'say-known'];
  const tried = [...new Set(rows.map(([name]) => name)), ...elsewhere];
  expect(tried.toSorted()).toEqual(everyAct.map(({ name }) => name).toSorted());
});

describe('what has a button works', () => {
  test.each(rows.map(([name, story, filled = {}]) => ({ name, story, filled })))(
    '$name',
    async ({ name, story, filled }) => {
      const one = hub();
      const made = story();
      await one.told(made);
      const pages = staffPages(one);
      const answer = await act(pages, name, filled);
      expect(answer.statusCode, textOf(answer)).toBe(303);
      expect((await one.ledger.load(id))?.referral.version).toBeGreaterThan(made.referral.version);
      // Where the browser is sent then, it reads what was done.
      expect((await pages.get(String(answer.headers?.location))).body).toContain('role="status"');
    },
  );
});

test('that the person is known is said to the practice that sent them, by the link beside the other referral', async () => {
  const one = hub();
  await one.told(accepted());
  const pages = staffPages(one);
  const page = `/staff/people/${referenceOf(id)}/say-known`;
  const shown = await pages.get(`${page}?about=t1`);
  expect(textOf(shown)).toMatch(/may tell .*, who asked it to help me, that it already knows me/);
  const form = formsIn(shown).find(({ path }) => path === page);
  if (!form) throw new Error(textOf(shown));
  expect((await pages.post(page, { ...fieldsIn(form), sure: 'yes' })).statusCode).toBe(303);
  const { communications = [] } = (await one.ledger.load(id))?.referral ?? {};
  expect(communications.at(-1)?.topic?.coding?.[0]?.code).toBe('already-known');
});

test('nobody of a practice finds any of it', async () => {
  const one = hub();
  await one.told(accepted());
  expect((await staffPages(one, 'priya').get(`/staff/people/${referenceOf(id)}`)).statusCode).toBe(403);
});

test('that somebody has looked is one tap on the page itself, and opening the page alone says nothing', async () => {
  const one = hub();
  await one.told(accepted());
  const pages = staffPages(one);
  const path = `/staff/people/${referenceOf(id)}`;
  const seen = (shown: Awaited<ReturnType<typeof pages.get>>) =>
    formsIn(shown).find((form) => form.path === `${path}/seen`);
  const before = (await one.ledger.load(id))?.referral.version;
  const form = seen(await pages.get(path));
  expect((await one.ledger.load(id))?.referral.version).toBe(before);
  expect((await pages.post(`${path}/seen`, form ? fieldsIn(form) : {})).statusCode).toBe(303);
  const { referral } = (await one.ledger.load(id)) ?? {};
  const opened = referral?.communications.filter((c) => kindOf(c) === 'opened') ?? [];
  expect(opened.map(({ sender }) => sender?.display)).toEqual(['Ada Martin']);
  expect(seen(await pages.get(path))).toBeUndefined();
});
