import { describe, expect, test } from 'vitest';
import type { ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { type Referral, resourcesOf } from '../../../functions/domain/referral.ts';
import { nextOf } from '../../simulation/judges/owed.ts';
import { owedBesides } from '../../simulation/judges/owed-besides.ts';
import { statesOf } from '../../simulation/judges/state.ts';
import { answers, because, meetingAt, move, opens, reads, reports, writes } from './acts.ts';
import { asksForCall, newestCall, rings } from './calls.ts';
import { coordinator, day, group, hub, practice, t1, t2 } from './cast.ts';
import { agreed, next, taken } from './referrals.ts';

/** The judge of the simulation says anew what is owed by whom, when: held here against the hub, state by state, before it judges a run. */
const besides: readonly ObligationCode[] = [
  ...([
    'call-read',
    'call-read-urgent',
    'call-ring',
    'call-ring-urgent',
    'look-at-linked',
    'look-who-read',
    'read-note',
    'tell-person',
  ] as const),
];

const ofHub = (referral: Referral): string[] =>
  obligations(referral)
    .filter(({ what }) => besides.includes(what))
    .map(({ who, what, about, due }) => `${who} ${what} ${about} ${due}`)
    .toSorted();

const ofJudge = (referral: Referral): string[] =>
  statesOf(referral.task.id?.split('.')[0] ?? '', [{ at: referral.at, changed: resourcesOf(referral) }])
    .flatMap((state) => owedBesides(state).map((owed) => ({ owed, ...nextOf(state, owed) })))
    .map(({ owed, who, due }) => {
      const about = owed.about?.replace('Communication/', '');
      return `${who} ${owed.what} ${about} ${new Date(due).toISOString()}`;
    })
    .toSorted();

const newest = ({ communications }: Referral): string => communications.at(-1)?.id ?? '';

/** The hub reminds of the first of them, when it is due. */
const remindedOnce = (referral: Referral): Referral => {
  const owed = obligations(referral).find(({ what }) => besides.includes(what));
  if (!owed) throw new Error('Nothing of it is owed');
  const { what, task, due, about } = owed;
  const chase = { kind: 'chase', obligation: what, task, due, ...(about ? { about } : {}) } as const;
  return next(referral, hub, chase, due);
};

const link = { kind: 'link', other: 'HO-7K3M-2P4X', as: 'carer' } as const;
const duty = { client: 'safeguarding-desk', organisation: 'safeguarding-desk', known: 'duty-owner' } as const;
const looked = () => next(taken(), duty, { kind: 'break-glass', by: 'Dr Amara Obi', why: 'The police rang' }, day(1));
const asked = (at: string, more: object = {}) => next(agreed(), group, asksForCall({ task: t2, ...more }), at);
const died = () => next(next(taken(), coordinator, link), coordinator, reports('died', { confirmed: true }), day(1));

const noted = (from: Referral, at: string) => next(from, practice, writes('note', 'She has moved.'), at);
const ended = () => next(taken(), coordinator, move(t1, 'failed', because('No room')), day(1));
const answered = () => {
  const asks = next(taken(), coordinator, writes('question', 'Does she have a dog?'), day(1));
  return next(asks, practice, answers(asks.communications.at(-1)?.id ?? ''), day(4, 12));
};

const named = (start = day(7)) => next(agreed(), group, meetingAt(start));
const a1 = t2.replace('t2', 'a1');
const moved = () => next(named(), group, meetingAt(day(9), { appointment: a1 }), day(1));
const off = () => next(named(), group, { kind: 'cancel-meeting', appointment: a1, ...because('Rain') }, day(1));
const offOnSaturday = () =>
  next(named(), group, { kind: 'cancel-meeting', appointment: a1, ...because('Rain') }, day(5, 12));
const lost = (from: Referral) => {
  const message = from.communications.at(-1)?.id ?? '';
  return next(from, hub, { kind: 'record-delivery', message, outcome: 'by-hand' }, day(2));
};

describe.each<[string, Referral]>([
  ['a meeting that was named', named()],
  ['one that is tomorrow', named(day(1))],
  ['one that is today', named(day(0, 15))],
  ['one that was moved', moved()],
  ['one that was called off', off()],
  ['one of Monday that was called off on Saturday', offOnSaturday()],
  ['one of which a message did not arrive', lost(named())],
  ['one that was called off, of which no message arrived', lost(off())],
  ['a call that the practice is to read', asked(day(0), { owner: 'L99901' })],
  ['an urgent one', asked(day(0, 10), { owner: 'L99901', urgent: true })],
  ['an urgent one on a Friday evening', asked(day(4, 18), { owner: 'L99901', urgent: true })],
  ['an urgent one late in the afternoon', asked(day(3, 16), { owner: 'L99901', urgent: true })],
  ['a call about which nobody but the service can be told', asked(day(2))],
  ['the same, urgent', asked(day(2, 14), { urgent: true })],
  ['a call while it is doubtful who cares for the person', next(asked(day(0)), practice, reports('other-practice'))],
  ['a linked referral of somebody who has died', died()],
  ['a referral that a duty owner has read', looked()],
  ['two notes of the practice', noted(noted(taken(), day(1)), day(2))],
  ['an answer of the practice on a Friday', answered()],
  ['a note after the end', noted(ended(), day(2))],
])('%s', (_, referral) => {
  test('is owed by whom the hub says, when it says so, reminder after reminder', () => {
    let state = referral;
    for (let reminders = 0; reminders < 4; reminders += 1) {
      expect(ofHub(state)).toHaveLength(1);
      expect(ofJudge(state)).toEqual(ofHub(state));
      state = remindedOnce(state);
    }
  });
});

test('nothing of it is owed before anybody did anything, nor once it was read, rung about, looked at or opened', () => {
  const read = asked(day(0), { owner: 'L99901' });
  const glass = looked();
  const dead = died();
  const note = noted(taken(), day(1));
  const linked = dead.communications.find((c) => c.identifier)?.id ?? '';
  const done = [
    taken(),
    next(taken(), coordinator, link),
    next(read, practice, reads(newestCall(read).message ?? '', { sender: { display: 'Dr Ann Lowe' } }), day(1)),
    next(asked(day(0)), coordinator, rings(newestCall(asked(day(0))).record), day(1)),
    next(dead, coordinator, reads(linked, { sender: { display: 'Priya Shah' } }), day(2)),
    next(glass, coordinator, opens(), day(2)),
    next(note, coordinator, reads(newest(note), { sender: { display: 'Priya Shah' } }), day(2)),
  ];
  for (const state of done) expect([ofHub(state), ofJudge(state)]).toEqual([[], []]);
});
