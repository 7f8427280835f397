import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, move, onwardTo, recorded } from './acts.ts';
import { coordinator, day, id, practice, t1 } from './cast.ts';
import { next, opened, refusalsOf, request, story } from './referrals.ts';

const need = { kind: 'add-need' as const, request: { ...request, identifier: [] }, others: [] };
const withdraw = (which: string | undefined, status: 'revoked' | 'entered-in-error' = 'revoked') => ({
  ...{ kind: 'revise-request' as const, status, ...because('Found something else') },
  ...(which ? { request: which } : {}),
});

const begun = (): Referral => {
  const accepted = next(next(opened(), practice, need), coordinator, move(t1, 'accepted'));
  return next(accepted, coordinator, move(t1, 'in-progress'));
};
const secondOf = (referral: Referral): string => referral.furtherNeeds[0]?.id ?? '';

describe('a further need that is withdrawn', () => {
  test('goes alone: the request, its Task and everything else stand', () => {
    const before = begun();
    const after = next(before, practice, withdraw(secondOf(before)));
    expect(after.furtherNeeds.map((n) => n.status)).toEqual(['revoked']);
    expect([after.request.status, after.task.status, after.aborts]).toEqual(['active', 'in-progress', []]);
  });

  test('is owed nothing any more', () => {
    const before = next(begun(), practice, need);
    const owed = (referral: Referral) => obligations(referral).map((o) => o.what);
    const [first, second] = before.furtherNeeds.map((n) => n.id ?? '');
    const after = next(next(before, practice, withdraw(first)), practice, withdraw(second));
    expect(owed(after)).toEqual(
      owed(next(next(opened(), coordinator, move(t1, 'accepted')), coordinator, move(t1, 'in-progress'))),
    );
  });

  test('is withdrawn once, by who asked, and only if it is there', () => {
    const before = begun();
    const gone = next(before, practice, withdraw(secondOf(before)));
    expect(next(gone, practice, withdraw(secondOf(before)))).toEqual(gone);
    expect(refusalsOf(gone, practice, withdraw(secondOf(before), 'entered-in-error'))).toEqual(['ended']);
    expect(refusalsOf(before, coordinator, withdraw(secondOf(before)))).toEqual(['not-yours-to-change']);
    expect(refusalsOf(before, practice, withdraw(`${id}.s9`))).toEqual(['not-found']);
  });
});

test('why one of several is withdrawn stands on it, signed by who wrote it, and nowhere else', () => {
  const before = begun();
  const action = { ...withdraw(secondOf(before)), notes: ['Found something else', 'And moves in May'] };
  const after = next(before, practice, action);
  const by = { reference: 'Organization/L99901' };
  expect(after.furtherNeeds[0]?.note?.map(({ time: _, ...note }) => note)).toEqual([
    { authorReference: by, text: 'Found something else' },
    { authorReference: by, text: 'And moves in May' },
  ]);
  expect([after.request, after.task]).toEqual([before.request, before.task]);
});

describe('a first request that is withdrawn while a further need stands', () => {
  const revoked = (before: Referral) => next(before, practice, withdraw(before.request.id));

  test('goes alone: the referral goes on for the need, and somebody owes it', () => {
    const after = revoked(begun());
    expect([after.request.status, after.furtherNeeds[0]?.status]).toEqual(['revoked', 'active']);
    expect([after.task.status, after.aborts]).toEqual(['in-progress', []]);
    expect(obligations(after)).not.toEqual([]);
    expect(next(after, practice, need).furtherNeeds).toHaveLength(2);
  });

  test('sends nobody out for it any more, and stops all when the last need is withdrawn too', () => {
    const asked = next(next(begun(), coordinator, recorded('conversation')), coordinator, onwardTo('walking-group'));
    const after = revoked(asked);
    expect(after.onward.map((o) => o.task.status)).toEqual(['cancelled']);
    const last = next(after, practice, withdraw(secondOf(after)));
    expect([last.task.status, last.aborts.map((a) => a.status)]).toEqual(['in-progress', ['requested']]);
  });
});

describe('an onward request for a further need', () => {
  const spoken = () => next(begun(), coordinator, recorded('conversation'));
  const forNeed = (referral: Referral, which = secondOf(referral)) => {
    const asked = onwardTo('walking-group');
    return { ...asked, request: { ...asked.request, basedOn: [{ reference: `ServiceRequest/${which}` }] } };
  };
  const statuses = ({ onward }: Referral) => onward.map((o) => o.task.status);

  test('goes on, and is made, when the first request is withdrawn; one for the first is not', () => {
    const before = next(spoken(), coordinator, forNeed(spoken()));
    const after = next(before, practice, withdraw(before.request.id));
    expect(statuses(after)).toEqual(['requested']);
    const late = next(spoken(), practice, withdraw(spoken().request.id));
    expect(statuses(next(late, coordinator, forNeed(late)))).toEqual(['requested']);
    expect(refusalsOf(late, coordinator, onwardTo('walking-group'))).toEqual(['wrong-parent']);
  });

  test('is cancelled with that need, and refused from then on; what is for the first goes on', () => {
    const both = next(next(spoken(), coordinator, onwardTo('mens-shed')), coordinator, forNeed(spoken()));
    const after = next(both, practice, withdraw(secondOf(both)));
    expect(statuses(after)).toEqual(['requested', 'cancelled']);
    expect(refusalsOf(after, coordinator, forNeed(after))).toEqual(['wrong-parent']);
  });

  test('that a group has begun is somebody’s to finish when what it served is taken back: nobody stops whoever is at work', () => {
    const group = { client: 'walking-group', organisation: 'walking-group' };
    const asked = next(spoken(), coordinator, forNeed(spoken()));
    const [t] = asked.onward.map(({ task }) => task.id ?? '');
    if (!t) throw new Error('Nobody was asked');
    const atWork = story(asked, [group, move(t, 'accepted')], [group, move(t, 'in-progress')]);
    const finishing = (referral: Referral) => obligations(referral).filter(({ what }) => what === 'finish-onward');
    expect(finishing(atWork)).toEqual([]);
    const after = next(atWork, practice, withdraw(secondOf(atWork)), day(3));
    expect([statuses(after), after.aborts]).toEqual([['in-progress'], []]);
    expect(finishing(after)).toMatchObject([{ who: 'CWS01', task: t, since: day(3) }]);
    const spokenAgain = next(after, coordinator, recorded('conversation', t, { sent: day(4) }), day(4));
    expect(finishing(spokenAgain)).toMatchObject([{ since: day(4) }]);
  });

  test('names one of this referral', () => {
    expect(refusalsOf(spoken(), coordinator, forNeed(spoken(), `${id}.s9`))).toEqual(['wrong-parent']);
  });
});

test('nothing is added to a request that was withdrawn, though its Task waits for an answer', () => {
  const alone = next(next(opened(), coordinator, move(t1, 'accepted')), coordinator, move(t1, 'in-progress'));
  const withdrawn = next(alone, practice, withdraw(undefined));
  expect(withdrawn.task.status).toBe('in-progress');
  expect(refusalsOf(withdrawn, practice, need)).toEqual(['ended']);
});

test('however much comes beside it, what stands is looked through as often', () => {
  const looksWith = (n: number): number => {
    let looks = 0;
    const referral = opened();
    const patient = new Proxy(referral.patient, {
      get: (person, name) => {
        if (name === 'resourceType') looks += 1;
        return Reflect.get(person, name);
      },
    });
    const others = Array.from({ length: n }, (): FhirResource => ({ resourceType: 'Basic', code: { text: 'x' } }));
    expect(next({ ...referral, patient }, practice, { ...need, others }).others).toHaveLength(n);
    return looks;
  };
  expect(looksWith(2)).toBeGreaterThan(0);
  expect(looksWith(300)).toBe(looksWith(2));
});

describe('a first request that is recalled', () => {
  const status = 'entered-in-error' as const;
  const statuses = ({ request: first, furtherNeeds }: Referral) => [first, ...furtherNeeds].map((r) => r.status);

  test.each([
    ['new', opened()],
    ['accepted', next(opened(), coordinator, move(t1, 'accepted'))],
  ])('takes what was added to it along: %s', (_, start) => {
    const before = next(next(start, practice, need), practice, need);
    const after = next(before, practice, withdraw(undefined, status));
    expect(statuses(after)).toEqual([status, status, status]);
    expect(obligations(after).filter((o) => o.who !== practice.organisation)).toEqual([]);
  });

  test('takes them along while the coordinator has not answered, and leaves one that ended before as it ended', () => {
    const before = next(begun(), practice, need);
    const one = next(before, practice, withdraw(secondOf(before), 'entered-in-error'));
    const after = next(one, practice, withdraw(undefined, status));
    expect(statuses(after)).toEqual([status, 'entered-in-error', status]);
  });
});

test('a recall by the Task takes every need along that has not ended', () => {
  const before = next(next(opened(), practice, need), practice, need);
  const one = next(before, practice, withdraw(before.furtherNeeds[0]?.id));
  const after = next(one, practice, move(t1, 'entered-in-error', because('Wrong person')));
  expect([after.request, ...after.furtherNeeds].map((r) => r.status)).toEqual([
    'entered-in-error',
    'revoked',
    'entered-in-error',
  ]);
});
