import type { Communication } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, consent, move, objection, onwardTo, recorded } from './acts.ts';
import { coordinator, day, group, hub, practice, shed, t1, t2 } from './cast.ts';
import { agreed, next, opened, refusalsOf, story, taken } from './referrals.ts';

const sent = () => next(taken(), coordinator, onwardTo('walking-group'));
const withdraws = (partner = 'walking-group', dateTime = day(2)): Action => ({
  kind: 'record-permission',
  consent: objection(partner, { dateTime }),
});
const rang = (copy: string, more: Partial<Communication> = {}): Action => ({
  kind: 'recall-copy',
  communication: {
    ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: copy }] },
    recipient: [{ display: 'Walk leader' }],
    ...more,
  },
});
const calls = (referral: Referral) =>
  obligations(referral)
    .filter((o) => o.what === 'recall-copy')
    .map((o) => `${o.who} ${o.about ?? o.task} ${o.due}`);
const read: Action = { kind: 'take-copy', tasks: [t2] };

describe('once the person withdraws', () => {
  test('nobody is rung where the group has seen nothing', () => {
    expect(calls(next(sent(), coordinator, withdraws(), day(2)))).toEqual([]);
  });

  test.each<[string, () => Referral]>([
    ['has read its invitation', () => next(sent(), group, read)],
    ['has opened it', () => next(sent(), group, { kind: 'open', task: t2, by: 'Sam Green' })],
    ['had said yes', agreed],
    ['had read it and said no', () => story(sent(), [group, read], [group, move(t2, 'rejected', because('Full'))])],
  ])('the coordinator rings a group that %s, within a working day', (_, from) => {
    expect(calls(from())).toEqual([]);
    const withdrawn = next(from(), coordinator, withdraws(), day(2));
    expect(calls(withdrawn)).toEqual([`CWS01 ${t2} ${day(3, 17)}`]);
    expect(calls(next(withdrawn, coordinator, rang(`Task/${t2}`)))).toEqual([]);
  });

  test('also when the referral has ended', () => {
    const over = story(
      next(sent(), group, read),
      [group, move(t2, 'rejected', because('Full'))],
      [coordinator, move(t1, 'failed', because('Never answered'))],
    );
    expect(calls(next(over, coordinator, withdraws(), day(2)))).toHaveLength(1);
  });

  test('a call about a copy to which nobody objects is refused: it would settle nothing', () => {
    expect(refusalsOf(agreed(), coordinator, rang(`Task/${t2}`))).toEqual(['invalid-input']);
  });

  test('whom they meant, and no other', () => {
    const two = story(agreed(), [coordinator, onwardTo('mens-shed')], [shed, move(`${t2.slice(0, -1)}3`, 'accepted')]);
    expect(calls(next(two, coordinator, withdraws('mens-shed'), day(2)))).toEqual([
      `CWS01 ${t2.slice(0, -1)}3 ${day(3, 17)}`,
    ]);
  });

  test('again, if they permit it once more and withdraw once more', () => {
    const again = story(
      agreed(),
      [coordinator, withdraws(), day(2)],
      [coordinator, rang(`Task/${t2}`), day(3)],
      [coordinator, { kind: 'record-permission', consent: consent('walking-group', { dateTime: day(4) }) }, day(4)],
    );
    expect(calls(again)).toEqual([]);
    expect(calls(next(again, coordinator, withdraws('walking-group', day(5)), day(5)))).toHaveLength(1);
  });
});

test('a read is kept once, and counts as nobody’s act', () => {
  const once = next(sent(), group, read);
  expect(next(once, group, read).version).toBe(once.version);
  expect(once.acted.get('walking-group')).toBeUndefined();
  expect(refusalsOf(sent(), shed, read)).toEqual(['not-found']);
  expect(refusalsOf(sent(), practice, read)).toEqual(['not-found']);
});

describe('of pages to a practice', () => {
  const ended = () => next(opened(), coordinator, move(t1, 'rejected', because('Full')));
  const message = (referral: Referral) => referral.communications[0]?.id ?? '';
  test('each that went out or was printed is rung about', () => {
    const out = next(ended(), hub, {
      ...{ kind: 'record-delivery', message: message(ended()), outcome: 'infrastructure-ack', way: 'document' },
    });
    const printed = next(out, coordinator, { kind: 'take-copy', message: message(out) });
    const deny = objection('L99901', { dateTime: day(2) });
    const { purpose: _, ...all } = deny.provision ?? {};
    const objected = next(
      printed,
      coordinator,
      { kind: 'record-permission', consent: { ...deny, provision: all } },
      day(2),
    );
    expect(calls(objected)).toHaveLength(2);
    const [first = ''] = calls(objected);
    const copy = first.split(' ')[1] ?? '';
    expect(calls(next(objected, coordinator, rang(`Communication/${copy}`)))).toHaveLength(1);
  });
});

test('whom the coordinator spoke to is said, about a copy that there is', () => {
  const held = next(agreed(), coordinator, withdraws(), day(2));
  expect(refusalsOf(held, coordinator, rang(`Task/${t1}`))).toEqual(['wrong-parent']);
  expect(refusalsOf(held, coordinator, rang(`Task/${t2}`, { recipient: [] }))).toEqual(['missing-element']);
  expect(refusalsOf(held, practice, rang(`Task/${t2}`))).toEqual(['not-yours-to-change']);
  expect(refusalsOf(held, group, rang(`Task/${t2}`))).toEqual(['not-found']);
  const record = recorded('copy');
  expect(refusalsOf(held, coordinator, record)).toContain('unknown-code');
});

test('who is no coordinator records no permission; an objection is taken whatever it lacks', () => {
  expect(refusalsOf(sent(), practice, withdraws())).toEqual(['not-yours-to-change']);
  expect(refusalsOf(sent(), group, withdraws())).toEqual(['not-found']);
  const { policy: _, performer: __, dateTime: ___, extension: ____, ...bare } = objection('walking-group');
  expect(refusalsOf(sent(), coordinator, { kind: 'record-permission', consent: bare })).toEqual([]);
});
