import type { Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { decide } from '../../../functions/domain/decide/decide.ts';
import { ownPageOf } from '../../../functions/domain/own-page/own-page.ts';
import type { Actor } from '../../../functions/domain/referral.ts';
import { personLink } from '../../../functions/identity/links/person-link.ts';
import { booked, coordinator, day, group, id, type Made, next, opened, practice } from '../views/made-referral.ts';

const person: Actor = { client: 'person', organisation: coordinator.organisation, as: ['person'] };
const turn = (to: 'on' | 'off'): Action => ({ kind: 'own-page', to });
const { patient } = opened().referral;
const withBlock = (...parts: readonly { url: string; valueCode?: string; valueString?: string }[]): Patient => ({
  ...patient,
  extension: [{ url: extensions.safeContact, extension: [...parts] }],
});
const isOn = ({ referral }: Made, at = day(9)): boolean => ownPageOf(referral, at).isOn;
const linkAt = ({ referral }: Made, now = day(9)) => personLink(referral, { secret: 's', publicUrl: 'https://h', now });

describe('a page of one’s own', () => {
  test('is there from the beginning, unless somebody at home may read it', () => {
    expect(isOn(opened())).toBe(true);
    expect(
      isOn(opened({ patient: withBlock({ url: 'voicemail', valueCode: 'yes' }, { url: 'post', valueCode: 'yes' }) })),
    ).toBe(true);
    expect(isOn(opened({ patient: withBlock({ url: 'voicemail', valueCode: 'no' }) }))).toBe(false);
    expect(isOn(opened({ patient: withBlock({ url: 'through', valueString: 'her sister' }) }))).toBe(false);
    expect(isOn(opened({ personFirst: true }))).toBe(false);
  });

  test('is given to somebody to be careful of after a talk, and is off again with what becomes known after that', () => {
    const careful = opened({ patient: withBlock({ url: 'post', valueCode: 'no' }) });
    const given = next(careful, coordinator, turn('on'), day(2));
    expect(isOn(given)).toBe(true);
    const shown = given.referral.patient;
    const sent: Patient = {
      ...shown,
      telecom: [
        {
          system: 'phone',
          value: '01632 960789',
          extension: [{ url: extensions.contactSafety, valueCode: 'not-safe' }],
        },
      ],
    };
    expect(isOn(next(given, coordinator, { kind: 'correct-contact', shown, sent }, day(3)))).toBe(false);
  });

  test('that no message leads to, as nobody agreed that it may, is given by whoever has asked them', () => {
    expect([isOn(opened()), ownPageOf(opened().referral, day(9)).isLedTo]).toEqual([true, false]);
    const given = next(opened(), coordinator, turn('on'), day(2));
    expect([isOn(given), ownPageOf(given.referral, day(9)).isLedTo]).toEqual([true, true]);
    const agreed = opened({ patient: withBlock({ url: 'naming', valueCode: 'yes' }) });
    expect(ownPageOf(agreed.referral, day(9)).isLedTo).toBe(true);
    const again = decide(agreed.referral, turn('on'), coordinator, day(2));
    expect(again.ok && again.value.changed).toEqual([]);
  });

  test('has a new link whenever it was closed: the one that is in wrong hands opens nothing any more', () => {
    const first = opened();
    const closed = next(first, person, turn('off'), day(2));
    expect(linkAt(closed)).toBeUndefined();
    const again = next(closed, coordinator, turn('on'), day(3));
    expect(linkAt(again)).toMatch(/^https:\/\/h\/s\/[0-9a-z]{34}$/);
    expect(linkAt(again)).not.toBe(linkAt(first));
  });

  describe('once the details of the person change', () => {
    const telecom = (value: string, safety: string): Patient['telecom'] => [
      { system: 'phone', value, extension: [{ url: extensions.contactSafety, valueCode: safety }] },
    ];
    const now = (made: Made, value: string, safety: string, at: string): Made => {
      const shown = made.referral.patient;
      const sent: Patient = { ...shown, ...{ telecom: telecom(value, safety) } };
      return next(made, coordinator, { kind: 'correct-contact', shown, sent }, at);
    };
    const first = opened({ patient: { ...patient, ...{ telecom: telecom('07700 900123', 'safe') } } });

    test('the link on a telephone that was given away opens nothing', () => {
      const moved = now(first, '07700 900456', 'safe', day(2));
      expect(linkAt(first)).toBeDefined();
      expect(linkAt(moved)).toBeDefined();
      expect(linkAt(moved)).not.toBe(linkAt(first));
    });

    test('the link on one that was not safe does not live again when it is called safe', () => {
      const unsafe = now(first, '07700 900123', 'not-safe', day(2));
      expect(linkAt(unsafe)).toBeUndefined();
      const again = now(unsafe, '07700 900123', 'safe', day(3));
      expect(linkAt(again)).toBeDefined();
      expect(linkAt(again)).not.toBe(linkAt(first));
    });
  });

  test('ends thirty days after all has ended', () => {
    const reason = { code: 'not-suitable', text: 'Somebody else helps with this' };
    const over = next(opened(), coordinator, { kind: 'update-task', task: `${id}.t1`, to: 'rejected', reason }, day(2));
    const later = (days: number) => new Date(Date.parse(day(2)) + days * 86_400_000).toISOString();
    expect([isOn(over, later(29)), isOn(over, later(31))]).toEqual([true, false]);
  });

  test('is turned by the service or the person, and by nobody else', () => {
    const asked = booked();
    const refusal = (actor: Actor) => {
      const decided = decide(asked.referral, turn('off'), actor, day(9));
      return decided.ok ? undefined : decided.refusals[0]?.code;
    };
    expect([refusal(group), refusal(practice)]).toEqual(['not-found', 'not-yours-to-change']);
    expect([refusal(person), refusal(coordinator)]).toEqual([undefined, undefined]);
  });
});

describe('whoever holds the link of a person', () => {
  const refused = (action: Action): string | undefined => {
    const decided = decide(booked().referral, action, person, day(9));
    return decided.ok ? undefined : decided.refusals[0]?.code;
  };

  test('says what is theirs to say, and no more than that', () => {
    expect(refused({ kind: 'record-result', task: `${id}.t2`, result: 'attended' })).toBeUndefined();
    const reason = { code: 'declined-by-person', text: 'No' };
    expect(refused({ kind: 'update-task', task: `${id}.t2`, to: 'cancelled', reason })).toBeUndefined();
    expect(refused({ kind: 'update-task', task: `${id}.t2`, to: 'in-progress' })).toBe('role-may-not');
    expect(refused({ kind: 'update-task', task: `${id}.t1`, to: 'on-hold', reason })).toBe('role-may-not');
    expect(refused({ kind: 'assign', task: `${id}.t1` })).toBe('role-may-not');
    const communication = {
      ...{ resourceType: 'Communication' as const, status: 'completed' as const },
      ...{ category: [concept(systems.recordKind, 'conversation')], about: [{ reference: `Task/${id}.t1` }] },
    };
    expect(refused({ kind: 'record', communication })).toBe('role-may-not');
  });

  test('does nothing that counts as their service having looked', () => {
    const before = booked();
    const after = next(before, person, { kind: 'record-result', task: `${id}.t2`, result: 'could-not-come' }, day(6));
    expect(after.referral.acted.get(coordinator.organisation)).toBe(
      before.referral.acted.get(coordinator.organisation),
    );
  });
});
