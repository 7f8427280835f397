import type { Identifier, Task } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions } from '../../../contracts/systems.ts';
import { businessIdentifier } from '../../../functions/domain/business-identifier.ts';
import { decide } from '../../../functions/domain/decide/decide.ts';
import { openReferral } from '../../../functions/domain/decide/open-referral.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { roleOf } from '../../../functions/domain/parties.ts';
import { type Referral, readReferral } from '../../../functions/domain/referral.ts';
import { thinEventsOf } from '../../../functions/events/thin-events.ts';
import { move } from './acts.ts';
import { coordinator, day, id, practice, t1 } from './cast.ts';
import { next, patient, request } from './referrals.ts';

const draft: Task = {
  resourceType: 'Task',
  status: 'draft',
  intent: 'order',
  extension: [{ url: extensions.reviewDate, valueDate: '2026-11-10' }],
};
const drafted = (): Referral => {
  const start = { referral: id, patient, request, others: [], coordinator: coordinator.organisation, actor: practice };
  const decision = openReferral({ ...start, awaitingInformation: true, personFirst: true, sent: draft }, day(0));
  return readReferral({ id, reference: 'HO-7K3M-2P4X', version: 1, at: day(0) }, decision.changed);
};

describe('a draft', () => {
  test('is its author’s alone: the coordinator takes no part, hears of nothing and owes nothing', () => {
    const referral = drafted();
    expect(roleOf(referral, practice.organisation)).toBe('referrer');
    expect(roleOf(referral, coordinator.organisation)).toBeUndefined();
    expect(new Set(obligations(referral).map((o) => o.who))).toEqual(new Set([practice.organisation]));
    expect(obligations(referral).map((o) => o.what)).toContain('review');
    const refused = decide(referral, move(t1, 'accepted'), coordinator, day(1));
    expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'not-found' }] });
  });

  test('is told to nobody but its author', () => {
    const events = [{ type: 'task-draft', task: `Task/${t1}` }];
    const head = { version: 1, at: day(0), hash: '', correlation: 'c', events };
    expect(thinEventsOf({ head, referral: drafted() }).map((e) => e.data.organisations)).toEqual([
      [practice.organisation],
    ]);
  });

  test('is the coordinator’s once it is sent, and what must be read first is due', () => {
    const sent = next(drafted(), practice, move(t1, 'requested'));
    expect(roleOf(sent, coordinator.organisation)).toBe('coordinator');
    expect(obligations(sent).map((o) => [o.who, o.what])).toEqual([
      [coordinator.organisation, 'person-first'],
      [coordinator.organisation, 'answer-request'],
    ]);
  });
});

const type = (code: string): Pick<Identifier, 'type'> => ({ type: { coding: [{ code }] } });

test.each<[string, Identifier[], string | undefined]>([
  [
    'the placer’s, wherever it stands',
    [
      { system: 's', value: '1' },
      { ...type('PLAC'), system: 's', value: '2' },
    ],
    '2',
  ],
  ['the first, where nobody says', [{ value: '0' }, { system: 's', value: '1' }, { system: 's', value: '2' }], '1'],
  ['never the filler’s: that is ours to give', [{ ...type('FILL'), system: 's', value: '1' }], undefined],
  ['none that says of no system whose it is', [{ ...type('PLAC'), value: '88888888' }], undefined],
])('a request is known by its own number: %s', (_, identifier, value) => {
  expect(businessIdentifier({ ...request, identifier })?.value).toBe(value);
});
