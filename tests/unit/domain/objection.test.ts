import type { Consent } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { codeIn } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { abortsInHand } from '../../../functions/domain/parties.ts';
import { isObjectedTo } from '../../../functions/domain/permission/permission.ts';
import { whyMayNotDecide } from '../../../functions/domain/permission/who-decides.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { invitationsOf, invitationView } from '../../../mappings/partner/invitation.ts';
import { because, consent, meetingAt, move, objection, onwardTo } from './acts.ts';
import { coordinator, day, group, practice, t2 } from './cast.ts';
import { agreed, next, request, story, taken } from './referrals.ts';

/** A group that the person does not want, or that was asked by mistake, is told to stop: nothing only vanishes. */
const objects = onwardTo('mens-shed');
const later = { ...objects, consents: [...objects.consents, objection('walking-group', { dateTime: day(2) })] };
const sent = () => next(taken(), coordinator, onwardTo('walking-group'));
const one = (referral: Referral) => {
  const [onward] = invitationsOf(referral, 'walking-group');
  if (!onward) throw new Error('none');
  return { onward, shown: invitationView({ referral, onward, tier: 'contact', now: referral.at }) };
};

describe('an objection that is recorded after a group was asked', () => {
  test.each([
    ['asked', sent],
    ['agreed', agreed],
  ])('withdraws what it has not begun: %s', (_, from) => {
    const { onward, shown } = one(next(from(), coordinator, later, day(2)));
    expect([onward.task.status, codeIn(systems.statusReason, onward.task.statusReason)]).toEqual([
      'cancelled',
      'withdrawn-by-person',
    ]);
    expect(shown.status).toBe('withdrawn');
    expect(shown.person).toBeUndefined();
  });

  test('asks it to stop what it has begun; its answer is owed, and a call about what it holds', () => {
    const begun = story(
      agreed(),
      [group, move(t2, 'in-progress')],
      [group, meetingAt(day(9))],
      [coordinator, later, day(2)],
    );
    const { onward, shown } = one(begun);
    expect(abortsInHand(begun, onward.task)).toHaveLength(1);
    expect([onward.task.status, onward.meetings[0]?.status, shown.askedToStop]).toEqual([
      'in-progress',
      'cancelled',
      true,
    ]);
    const owed = obligations(begun).filter((o) => o.task === t2 || begun.aborts.some((a) => a.id === o.task));
    expect(owed.map((o) => `${o.who} ${o.what}`)).toEqual([
      ...['CWS01 recall-copy', 'CWS01 tell-person', 'walking-group answer-abort'],
    ]);
  });

  test('counts also where the practice sends it with a further need', () => {
    const others = [objection('walking-group', { dateTime: day(2) })];
    const after = next(sent(), practice, { kind: 'add-need', request, others }, day(2));
    expect(one(after).onward.task.status).toBe('cancelled');
  });
});

describe('an old no that a yes has answered', () => {
  const [no, yes] = [
    { ...objection('walking-group'), meta: { versionId: '3' } },
    consent('walking-group', { dateTime: day(1) }),
  ];
  const permit = { ...yes, meta: { versionId: '4', lastUpdated: day(1) } };
  const asked = onwardTo('walking-group').request;
  const objectsTo = (consents: Consent[], of: Referral['patient'], at: number) =>
    isObjectedTo(consents, 'walking-group', asked, { patient: of, now: day(at) });
  const { patient } = taken();

  test('does not come back by time alone: when that yes ends, or the person whose parent gave it is sixteen', () => {
    const ends = { ...permit, provision: { ...permit.provision, period: { end: day(3) } } };
    expect(objectsTo([no, ends], patient, 9)).toBe(false);
    const said = [
      ...[
        { url: 'basis', valueCode: 'parental-responsibility' },
        { url: 'decided-by', valueString: 'Dana Reyes' },
      ],
      { url: 'role', valueString: 'mother' },
    ];
    const decision = { url: extensions.decision, extension: said };
    const child = { ...patient, birthDate: day(4).replace('2026', '2010').slice(0, 10) };
    const byParent = {
      ...permit,
      performer: [{ display: 'Dana Reyes' }],
      extension: [...(permit.extension ?? []), decision],
    };
    expect(whyMayNotDecide(byParent, child, day(1))).toBeUndefined();
    expect(whyMayNotDecide(byParent, child, day(9))).toBeDefined();
    expect(objectsTo([no, byParent], child, 9)).toBe(false);
  });

  test('stands while that yes has not begun, and again after another no', () => {
    const later = { ...permit, provision: { ...permit.provision, period: { start: day(5) } } };
    expect(objectsTo([no, later], patient, 2)).toBe(true);
    expect(objectsTo([no, later], patient, 6)).toBe(false);
    expect(objectsTo([no, permit, objection('walking-group', { dateTime: day(2) })], patient, 6)).toBe(true);
  });
});

test('a recalled request stays with the group as withdrawn, without the person', () => {
  const recalled = next(agreed(), coordinator, move(t2, 'entered-in-error', because('Wrong group')));
  expect(one(recalled).shown).toMatchObject({ status: 'withdrawn', askedToStop: false });
  expect(one(recalled).shown.person).toBeUndefined();
});
