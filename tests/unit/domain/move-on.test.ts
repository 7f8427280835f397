import fc from 'fast-check';
import type { Flag } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import type { AskedOwner, RequestOnward } from '../../../functions/domain/decide/actions.ts';
import { decideAsHub } from '../../../functions/domain/decide/decide-as-hub.ts';
import type { MoveOn } from '../../../functions/domain/options/decide-move-on.ts';
import { mostMoves, nextOptions, notMovedOn } from '../../../functions/domain/options/next-option.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { type Actor, organisationOf, type Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, move, objection, onwardDraft, onwardTo, recorded } from './acts.ts';
import { coordinator, day, hub, id, shed, t1, t2 } from './cast.ts';
import { next, opened, refusalsOf, taken } from './referrals.ts';

const groups = ['walking-group', 'mens-shed', 'choir', 'garden'] as const;
const of = (code: string): Actor => ({ client: code, organisation: code });
const taskN = (n: number) => `${id}.t${n}`;

/** A draft for the case that another says no. */
const option = (partner: string, after: string, more: Partial<RequestOnward> = {}): RequestOnward => {
  const draft = onwardDraft(partner, more);
  const extension = [
    ...(draft.task.extension ?? []),
    { url: extensions.nextAfter, valueReference: { reference: `Task/${after}` } },
  ];
  return { ...draft, task: { ...draft.task, extension } };
};

/** The first group is asked; the others are chosen for the case that it says no, each after the one before. */
const chosen = (from: Referral, more: Partial<RequestOnward> = {}): Referral =>
  groups
    .slice(1)
    .reduce(
      (referral, group, n) => next(referral, coordinator, option(group, taskN(n + 2), more)),
      next(from, coordinator, onwardTo(groups[0])),
    );

const says = (referral: Referral, n: number, code = 'no-capacity') =>
  next(referral, of(groups[n - 2] ?? ''), move(taskN(n), 'rejected', because('No', code)));

const moveOn = (referral: Referral, owner: AskedOwner = { ownerKind: 'voluntary' }): Referral => {
  const draft = nextOptions(referral)[0]?.draft.task.id ?? '';
  const action: MoveOn = { kind: 'move-on', task: draft, owner };
  const decided = decideAsHub(referral, [action], hub, referral.at);
  if (!decided.ok) throw new Error('refused');
  return next(referral, hub, action);
};
const status = (referral: Referral, n: number) => referral.onward.find(({ task }) => task.id === taskN(n))?.task.status;
const why = (referral: Referral) => referral.onward.map(({ task }) => notMovedOn(task)).find((code) => code);
const owed = (referral: Referral) =>
  obligations(referral)
    .filter(({ what }) => what === 'move-on' || what === 'ask-next')
    .map(({ what, who }) => `${what} ${who}`);

describe('a group that has no room', () => {
  test('is followed by the one that the person chose next, asked by the hub as by the coordinator', () => {
    const declined = says(chosen(taken()), 2);
    expect(owed(declined)).toEqual(['move-on CWS01']);
    const asked = moveOn(declined);
    expect(status(asked, 3)).toBe('requested');
    const made = asked.onward.find(({ task }) => task.id === taskN(3));
    expect(made?.request.status).toBe('active');
    expect(made?.task.businessStatus?.coding?.[0]?.code).toBe('submitted');
    expect(organisationOf(made?.task.requester)).toBe('CWS01');
    expect(owed(asked)).toEqual([]);
    // The group sees it now, and the next one not yet.
    expect(refusalsOf(asked, shed, move(taskN(3), 'accepted'))).toEqual([]);
    expect(status(asked, 4)).toBe('draft');
  });

  test('is followed so twice at most; then a human asks', () => {
    let referral = chosen(taken());
    for (let n = 2; n < 2 + mostMoves; n += 1) referral = moveOn(says(referral, n));
    const again = says(referral, 2 + mostMoves);
    expect(owed(again)).toEqual(['ask-next CWS01']);
    expect(status(moveOn(again), 3 + mostMoves)).toBe('draft');
    expect(
      status(next(again, coordinator, move(taskN(5), 'requested', { owner: { ownerKind: 'voluntary' } })), 5),
    ).toBe('requested');
  });

  test.each(['too-complex', 'declined-by-person', ''])(
    'is followed by a human where the no was another: %s',
    (code) => {
      const declined = says(chosen(taken()), 2, code);
      expect(owed(declined)).toEqual(['ask-next CWS01']);
      expect(status(moveOn(declined), 3)).toBe('draft');
    },
  );

  test('is followed also where another choice of the person waits for a human', () => {
    const both = next(next(taken(), coordinator, onwardTo('walking-group')), coordinator, onwardTo('mens-shed'));
    const drafts = next(both, coordinator, option('choir', taskN(2)));
    const chosenTwice = next(drafts, coordinator, option('garden', taskN(3)));
    const declined = says(says(chosenTwice, 2, 'too-complex'), 3);
    expect(owed(declined).toSorted()).toEqual(['ask-next CWS01', 'move-on CWS01']);
    const action: MoveOn = { kind: 'move-on', task: taskN(5), owner: { ownerKind: 'voluntary' } };
    expect(status(next(declined, hub, action), 5)).toBe('requested');
  });

  test('is followed by a human where there is anything to be careful of', () => {
    const risks = next(opened({ personFirst: true }), coordinator, move(t1, 'accepted'));
    const read = next(risks, coordinator, recorded('risks-read', t1, { sender: { display: 'Dr Ama Mensah' } }));
    expect(owed(says(chosen(read), 2))).toEqual(['ask-next CWS01']);
    const before = taken();
    const point = {
      ...before.patient.telecom?.[0],
      extension: [{ url: extensions.contactSafety, valueCode: 'not-safe' }],
    };
    const unsafe = next(before, coordinator, {
      ...{ kind: 'correct-contact', shown: before.patient },
      sent: {
        ...before.patient,
        telecom: [
          { system: 'phone', ...point },
          { system: 'phone', value: '01452 111111' },
        ],
      },
    });
    expect(owed(says(chosen(unsafe), 2))).toEqual(['ask-next CWS01']);
  });

  test.each([
    [systems.risk, 'safeguarding'],
    ['https://fhir.nhs.uk/CodeSystem/flag-categories-bars', 'SG'],
  ])(
    'is followed by a human where a flag stands on the person: %s %s, whatever an area counts as a risk',
    (system, code) => {
      const flag: Flag = {
        ...{ resourceType: 'Flag', id: `${id}.x1`, status: 'active', subject: { reference: `Patient/${id}.p1` } },
        code: { coding: [{ system, code }] },
      };
      const flagged = next(opened({ others: [flag] }), coordinator, move(t1, 'accepted'));
      expect(owed(says(chosen(flagged), 2))).toEqual(['ask-next CWS01']);
    },
  );

  test('is not followed by one to whom the person has said no meanwhile, or nothing', () => {
    const declined = says(chosen(taken()), 2);
    const objected = next(declined, coordinator, {
      kind: 'record-permission',
      consent: objection('mens-shed', { dateTime: declined.at }),
    });
    expect([status(moveOn(objected), 3), why(moveOn(objected))]).toEqual(['draft', 'permission-missing']);
    const unasked = says(chosen(taken(), { consents: [] }), 2);
    expect([status(moveOn(unasked), 3), why(moveOn(unasked))]).toEqual(['draft', 'permission-missing']);
    expect(owed(moveOn(unasked))).toEqual(['ask-next CWS01']);
  });

  test.each<AskedOwner>([{}, { ownerKind: 'voluntary', ownerNotAsked: 'paused' }, { ownerKind: 'practice' }])(
    'is not followed by one that cannot be asked now: %o',
    (owner) => {
      const refused = moveOn(says(chosen(taken()), 2), owner);
      expect([status(refused, 3), why(refused)]).toEqual(['draft', 'unknown-partner']);
      expect(owed(refused)).toEqual(['ask-next CWS01']);
      // It is tried once, and what the person decides then is the coordinator's to send.
      expect(why(moveOn(refused))).toBe('unknown-partner');
      const sent = move(taskN(3), 'requested', { owner: { ownerKind: 'voluntary' } });
      expect(status(next(refused, coordinator, sent), 3)).toBe('requested');
    },
  );

  test('is not followed by one while the referral is on hold: to ask it is a person’s from then on', () => {
    const reviewDate = day(10).slice(0, 10);
    const held = next(says(chosen(taken()), 2), coordinator, move(t1, 'on-hold', { ...because('Away'), reviewDate }));
    const refused = moveOn(held);
    expect([status(refused, 3), why(refused)]).toEqual(['draft', 'wrong-parent']);
    expect(owed(refused)).toEqual(['ask-next CWS01']);
  });

  test('is followed by nobody when the referral has ended, or the draft is wanted no more', () => {
    const declined = says(next(chosen(taken()), coordinator, recorded('conversation')), 2);
    const dropped = next(declined, coordinator, move(taskN(3), 'cancelled', because('Not wanted')));
    expect(owed(dropped)).toEqual([]);
    const failed = next(declined, coordinator, move(t1, 'failed', because('Moved away', 'moved-or-died')));
    expect(owed(failed)).toEqual([]);
    expect(refusalsOf(declined, coordinator, closeWith('advice-only'))).toContain('onward-open');
  });
});

test('a draft comes after a request of the same referral that is still open', () => {
  const asked = next(taken(), coordinator, onwardTo(groups[0]));
  expect(refusalsOf(asked, coordinator, option('mens-shed', `${id}.t9`))).toEqual(['wrong-parent']);
  expect(refusalsOf(says(asked, 2), coordinator, option('mens-shed', t2))).toEqual(['wrong-parent']);
  expect(refusalsOf(asked, coordinator, option('mens-shed', t2))).toEqual([]);
  // One at a time: of two after the same, both would be asked.
  const chosen = next(asked, coordinator, option('mens-shed', t2));
  expect(refusalsOf(chosen, coordinator, option('choir', t2))).toEqual(['wrong-parent']);
  expect(refusalsOf(chosen, coordinator, option('choir', taskN(3)))).toEqual([]);
});

test('whatever groups answer and whoever is permitted, nobody is asked by the hub more than twice, nor whom the person did not choose', () => {
  const answers = fc.array(fc.constantFrom('no-capacity', 'not-suitable', 'too-complex'), {
    minLength: 4,
    maxLength: 4,
  });
  const permitted = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(answers, permitted, (said, yes) => {
      let referral = next(taken(), coordinator, onwardTo(groups[0]));
      for (const [n, group] of groups.slice(1).entries())
        referral = next(referral, coordinator, option(group, taskN(n + 2), yes[n] ? {} : { consents: [] }));
      for (const [n, code] of said.entries()) {
        if (status(referral, n + 2) !== 'requested') break;
        referral = says(referral, n + 2, code);
        if (nextOptions(referral).length > 0) referral = moveOn(referral);
      }
      const moved = referral.onward.filter(({ task }) => task.extension?.some(({ url }) => url === extensions.movedOn));
      expect(moved.length).toBeLessThanOrEqual(mostMoves);
      for (const { task } of moved) expect(yes[Number(task.id?.slice(-1)) - 3]).toBe(true);
    }),
  );
});

test('the hub asks in working hours, at once', () => {
  const declined = next(
    chosen(taken()),
    of('walking-group'),
    move(t2, 'rejected', because('No', 'no-capacity')),
    day(4, 20),
  );
  // Friday evening: Monday morning.
  expect(obligations(declined).find(({ what }) => what === 'move-on')?.due).toBe(day(7, 9));
});
