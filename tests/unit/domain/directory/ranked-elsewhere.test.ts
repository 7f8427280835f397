import { expect, test } from 'vitest';
import type { Known } from '../../../../functions/domain/directory/ask.ts';
import type { Entry } from '../../../../functions/domain/directory/entry.ts';
import { type KeepRanked, rankedFor, servicesIn } from '../../../../functions/domain/options/decide-keep-ranked.ts';
import { declinedOptions, optionName } from '../../../../functions/domain/options/declined.ts';
import { weighRanked } from '../../../../functions/domain/options/weigh-ranked.ts';
import { obligations } from '../../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../../functions/domain/referral.ts';
import { because, consent, move, objection, onwardTo, recorded } from '../acts.ts';
import { coordinator, day, group, later, otherPractice, practice, t1 } from '../cast.ts';
import { attempt, next, opened, patient, refusalsOf, taken } from '../referrals.ts';
import { churchdown, entry, known } from './entries.ts';

const weigh = (
  entries: readonly Entry[],
  { referral = taken(), more = {}, age = 70 }: { referral?: Referral; more?: Partial<Known>; age?: number } = {},
  services: readonly string[] = entries.map(({ key }) => key),
) => weighRanked(services, { entries, referral, ask: { needs: [], at: churchdown, age }, known: known(more) });
const notOf = (...given: Parameters<typeof weigh>): (string | undefined)[] => weigh(...given).map(({ not }) => not);

test('each keeps the place that it was given, and what is not for this person now says why', () => {
  const entries = [
    entry('d.fine'),
    entry('d.young', { ages: { to: 25 } }),
    entry('d.old', { ages: { from: 80 } }),
    entry('d.far', { at: [54, -2] }),
    entry('d.full'),
    entry('d.off', { partner: 'walking-group' }),
    entry('d.unknown-room', { needs: ['yoga'] }),
  ];
  const more: Partial<Known> = {
    capacity: ({ key }) => (key === 'd.full' ? 'full' : 'unknown'),
    isOff: ({ partner }) => partner === 'walking-group',
  };
  expect(notOf(entries, { more })).toEqual([
    ...[undefined, 'too-old', 'too-young', 'too-far', 'full', 'switched-off', undefined],
  ]);
  expect(weigh(entries, { more })[0]?.why).toContain('room not known, ask first');
  expect(notOf(entries, {}, ['d.nowhere'])).toEqual(['unknown-service']);
});

test('one that has retired names its successor, and is not offered itself', () => {
  const entries = [entry('d.old', { open: false, successor: 'd.new' }), entry('d.new')];
  const [old] = weigh(entries, {}, ['d.old']);
  expect([old?.not, old?.successor?.key]).toEqual(['closed', 'd.new']);
});

test('five at most may be shown, and what may not be shown takes no place among them', () => {
  const entries = Array.from({ length: 8 }, (_, n) => entry(`d.${n}`, n === 1 ? { open: false } : {}));
  expect(notOf(entries)).toEqual([undefined, 'closed', ...Array(4).fill(undefined), 'after-five', 'after-five']);
});

test('who was asked, whom the person objects to, and who was not checked for a child is not offered', () => {
  const entries = [entry('d.walk', { partner: 'walking-group' })];
  const asked = next(taken(), coordinator, onwardTo('walking-group'));
  expect(notOf(entries, { referral: asked })).toEqual(['asked-before']);
  const permits = (one: Referral, said: typeof consent) =>
    next(one, coordinator, { kind: 'record-permission', consent: said('walking-group') });
  const objected = permits(taken(), objection);
  expect(notOf(entries, { referral: objected })).toEqual(['objected']);
  expect(notOf(entries, { referral: permits(objected, consent) })).toEqual([undefined]);
  const child = taken({ patient: { ...patient, birthDate: '2012-05-01' } });
  expect(notOf(entries, { referral: child, age: 14 })).toEqual(['not-checked-for-minors']);
  expect(notOf(entries, { referral: child, age: 14, more: { isChecked: () => true } })).toEqual([undefined]);
});

test('what the person did not want of what they were told of is not offered by a list either', () => {
  const walk = entry('d.walk', { organisation: { id: 'o', key: 'o', name: 'Walkers' } });
  const [entries, name] = [[walk, entry('d.fine')], optionName(walk)];
  const said = next(taken(), coordinator, recorded('option-declined', t1, { payload: [{ contentString: name }] }));
  expect(declinedOptions(said)).toEqual([name]);
  expect(notOf(entries, { referral: said })).toEqual(['not-wanted', undefined]);
});

const keep = (more: Partial<KeepRanked> = {}): KeepRanked => ({
  ...{ kind: 'keep-ranked', by: 'Activity Finder 3', at: day(1), options: weigh([entry('d.fine')]) },
  ...more,
});

test('a list is kept with who ranked it and when, asks nobody, tells nobody and owes nothing', () => {
  const before = taken();
  const at = later(day(1));
  const done = attempt(before, coordinator, keep(), at);
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  expect(done.value.events).toEqual([]);
  const after = next(before, coordinator, keep(), at);
  expect(after.onward).toEqual([]);
  expect(obligations(after)).toEqual(obligations(before));
  const list = rankedFor(after);
  expect(list).toMatchObject({ sent: day(1), received: at, sender: { reference: 'Organization/CWS01' } });
  expect(list?.extension?.[0]?.valueString).toBe('Activity Finder 3');
  expect(list && servicesIn(list)).toEqual(['d.fine']);
});

test('it is the coordinator’s alone, of what is open, and not of tomorrow', () => {
  for (const [actor, code] of [
    [practice, 'not-yours-to-change'],
    [otherPractice, 'not-found'],
    [group, 'not-found'],
  ] as const)
    expect(refusalsOf(next(taken(), coordinator, onwardTo('walking-group')), actor, keep())).toEqual([code]);
  expect(refusalsOf(taken(), coordinator, keep({ at: day(400) }))).toEqual(['invalid-input']);
  const ended = next(opened(), practice, move(t1, 'cancelled', because('Moved away')));
  expect(refusalsOf(ended, coordinator, keep({ at: day(0) }))).toEqual(['wrong-parent']);
});
