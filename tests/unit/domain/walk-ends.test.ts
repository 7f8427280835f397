import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { extensions } from '../../../contracts/systems.ts';
import { toArrange } from '../../../functions/domain/meetings/arrangements.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import {
  because,
  meetingAt,
  move,
  objection,
  onwardDraft,
  onwardTo,
  opens,
  recorded,
  reports,
  settles,
  writes,
} from './acts.ts';
import { asksForCall } from './calls.ts';
import { stuckIn } from './can-end.ts';
import { coordinator, day, group, hub, practice, t1, t2 } from './cast.ts';
import { cannot, champion, companionAsked, goesAlong, t3 } from './companions-asked.ts';
import { measure } from './measured.ts';
import { accepted, acceptedByLink, named, spoken, taken, tell, untold } from './owed.ts';
import { aborts, onwards, referrals } from './reachable.ts';
import { next, opened, request, story } from './referrals.ts';
import { feedback } from './said-of-service.ts';
import { dutyOwner, isNotSafe, seldom, seldomSteps } from './seldom.ts';
import { walks } from './walk.ts';
import { walk } from './walked.ts';

const last = (referral: Referral): string => referral.communications.at(-1)?.id ?? '';
const died = reports('died', { confirmed: true });
const refused = (): Referral => next(opened(), coordinator, move(t1, 'rejected', because('Full')));
const elsewhere = (): Referral => next(taken(), practice, reports('other-practice'));
const declinedWithOption = (code: string): Referral => {
  const draft = onwardDraft('mens-shed');
  const after = { url: extensions.nextAfter, valueReference: { reference: `Task/${t2}` } };
  const task = { ...draft.task, extension: [...(draft.task.extension ?? []), after] };
  const asked = next(taken(), coordinator, onwardTo('walking-group'));
  const chosen = next(asked, coordinator, { ...draft, task });
  return next(chosen, group, move(t2, 'rejected', because('No', code)));
};
const calledOff = (): Referral => next(story(accepted(), [group, meetingAt(day(8))]), coordinator, died);

const toBeArranged = (): Referral => {
  const referral = story(accepted(), [group, meetingAt(day(8))]);
  const [meeting] = referral.onward[0]?.meetings ?? [];
  if (!meeting) throw new Error('No meeting');
  return next(
    referral,
    coordinator,
    toArrange(t2, meeting, [{ what: 'interpreter', by: 'Ada Martin', isDone: false }]),
  );
};

/** Each kind of what is owed, where a walk may not come to it. */
const stories: Readonly<Record<ObligationCode, () => Referral>> = {
  'answer-request': opened,
  'person-first': () => opened({ personFirst: true }),
  'first-conversation': taken,
  'next-step': spoken,
  review: () => referrals['on-hold']?.() ?? opened(),
  'name-meeting': accepted,
  'agree-meeting': acceptedByLink,
  arrange: toBeArranged,
  'meeting-result': named,
  'follow-up': () => tell('did-not-attend'),
  'finish-onward': () => tell('attended'),
  'answer-abort': () => aborts.requested?.() ?? opened(),
  'answer-question': () => next(opened(), practice, writes('question', 'Who takes it?')),
  'read-note': () => next(refused(), practice, writes('note', 'She has moved in with her son.')),
  'find-a-way': () => next(taken(), coordinator, isNotSafe(taken())),
  'tell-person': untold,
  'tell-otherwise': () =>
    next(refused(), hub, { kind: 'record-delivery', message: last(refused()), outcome: 'refused' }),
  'closing-acknowledged': refused,
  'recall-copy': () =>
    next(accepted(), coordinator, { kind: 'record-permission', consent: objection('walking-group') }),
  'call-read': () => next(taken(), coordinator, asksForCall({ owner: 'L99901' })),
  'call-read-urgent': () => next(taken(), coordinator, asksForCall({ owner: 'L99901', urgent: true })),
  'call-ring': () => next(taken(), practice, asksForCall()),
  'call-ring-urgent': () => next(taken(), practice, asksForCall({ urgent: true })),
  'move-on': () => declinedWithOption('no-capacity'),
  'ask-next': () => declinedWithOption('too-complex'),
  'reply-feedback': () => next(taken(), coordinator, feedback()),
  'ask-again': () => next(taken(), coordinator, measure(ons4, { happy: 3 })),
  'look-who-read': () =>
    story(
      taken(),
      [coordinator, opens(t1)],
      [dutyOwner, { kind: 'break-glass', by: 'Dr Obi', why: 'A worry' }],
      [coordinator, recorded('conversation')],
    ),
  'confirm-circumstance': () =>
    story(taken(), [coordinator, move(t1, 'failed', because('x'))], [practice, reports('moved-or-died')]),
  'read-risks': () => next(opened({ personFirst: true }), coordinator, died),
  'close-referral': () => next(onwards['in-progress']?.() ?? opened(), coordinator, died),
  'check-need': () => story(taken(), [coordinator, died], [practice, { kind: 'add-need', request, others: [] }]),
  'look-at-linked': () =>
    story(taken(), [coordinator, { kind: 'link', other: 'HO-7K3M-2P4X', as: 'cared-for' }], [coordinator, died]),
  'clear-practice': () => story(elsewhere(), [coordinator, move(t1, 'failed', because('x'))]),
  'results-differ': () =>
    next(tell('attended'), coordinator, { kind: 'record-result', task: t2, result: 'did-not-attend', by: 'person' }),
  'ring-person': () => next(taken(), hub, { kind: 'ring-group', task: t1, why: 'person-wrote' }),
  'ring-group': () => next(named(), hub, { kind: 'ring-group', task: t2, why: 'help' }),
  'make-good': () => next(calledOff(), coordinator, settles(last(calledOff()), 'wrong')),
  'answer-companion': companionAsked,
  'find-companion': () => next(companionAsked(), champion, move(t3, 'rejected', cannot)),
  'ring-companion': () => next(goesAlong(), hub, { kind: 'ring-group', task: t3, why: 'companion-not-told' }, day(7)),
  'companion-result': goesAlong,
  'companion-missed': () =>
    next(goesAlong(), champion, move(t3, 'failed', because('Nobody was there', 'companion-not-met')), day(8, 12)),
};

test.each(Object.entries(stories))('%s is owed, and can be done, whatever is the case', (what, build) => {
  const referral = build();
  expect(obligations(referral).map((o) => o.what)).toContain(what);
  expect(stuckIn(referral)).toEqual([]);
});

test('what is held while somebody is in hospital is looked at once, also where a talk after a meeting waits for them', () => {
  const started = story(
    accepted(),
    [group, meetingAt(day(8))],
    [group, move(t2, 'in-progress')],
    [coordinator, { kind: 'record-result', task: t2, result: 'could-not-come', by: 'person' }],
  );
  const away = next(started, practice, reports('in-hospital', { confirmed: true }));
  const held = next(away, coordinator, settles(last(away), 'confirmed', day(15).slice(0, 10)));
  const reviews = obligations(held).filter(({ what, task }) => what === 'review' && task === t2);
  expect(held.onward.map(({ task }) => task.status)).toEqual(['on-hold']);
  expect(reviews).toHaveLength(1);
  expect(stuckIn(held)).toEqual([]);
});

test('whatever happened, each thing that is owed can be done by an act that is true, whatever is the case', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(walks, seldomSteps, (path, steps) => {
      const meanwhile = steps.map(({ before, which, pick }) => ({ before, ...seldom(which, pick) }));
      const { end } = walk(path, meanwhile);
      for (const { what } of obligations(end)) seen.add(what);
      expect(stuckIn(end)).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(seen.size).toBeGreaterThan(10);
});
