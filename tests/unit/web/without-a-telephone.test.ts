import type { Patient } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { extensions } from '../../../contracts/systems.ts';
import { statusOf } from '../../../functions/domain/coding.ts';
import { openItems, toArrange } from '../../../functions/domain/meetings/arrangements.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { ownPageOf } from '../../../functions/domain/own-page/own-page.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { meansOf, whyCall } from '../../../functions/domain/to-person/means.ts';
import { knownPlan } from '../../../functions/web/own/known-plan.ts';
import { paperOf } from '../../../functions/web/own/paper.ts';
import { usualTexts } from '../../../functions/web/words/texts.ts';
import { booked, conversation, coordinator, day, ended, type Made, met, next, opened } from '../views/made-referral.ts';

const { patient } = opened().referral;
const { address: _, telecom: __, ...nowhere } = patient;

/** Sleeps here and there; the day centre gives them what comes. */
const throughTheDayCentre: Patient = {
  ...nowhere,
  extension: [{ url: extensions.safeContact, extension: [{ url: 'through', valueString: 'Rita at the day centre' }] }],
};
const signs: Patient = {
  ...patient,
  communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'bfi' }] }, preferred: true }],
  extension: [{ url: extensions.accessNeed, valueString: 'BSL interpreter' }],
};

const owed = ({ referral }: Made) => obligations(referral).map(({ what }) => what);
const isClosed = ({ referral }: Made): boolean => isTerminal(statusOf(referral.task));

/** What a link worker prints and hands over. */
const cardOf = async (referral: Referral): Promise<string> => {
  const ports = {
    ...{ publicUrl: 'https://hub.example', service: thisArea.service, practical: async () => undefined },
    participants: {
      organisation: async (organisation: string) => ({
        ...{ organisation, name: 'Walking group', kind: 'voluntary' as const, tier: 'name-only' as const },
        ...{ identifier: { system: 's', value: 'v' }, active: true, version: 1 },
      }),
    },
  };
  const now = day(4);
  const plan = await knownPlan(ports, referral, now);
  return paperOf('card', { plan, service: thisArea.service, texts: usualTexts, now }).text;
};

test('somebody with no telephone and no address goes the whole way round: told through the day centre, with a card in the hand', async () => {
  const signedUp = booked(opened({ patient: throughTheDayCentre }));
  expect(ownPageOf(signedUp.referral, day(4)).isOn).toBe(false);
  expect(meansOf(throughTheDayCentre, true)).toEqual({ kind: 'call', why: 'through' });
  expect(whyCall.through).toBe('through whom they asked');
  expect(owed(signedUp)).toContain('tell-person');
  const card = await cardOf(signedUp.referral);
  for (const says of ['Walking group', 'November 2026', '10:00 to 11:00', thisArea.service.telephone, 'HO-'])
    expect(card).toContain(says);
  expect(card).not.toMatch(/<a |day centre/);
  const told = next(signedUp, coordinator, conversation('t2'), day(4));
  expect(owed(told)).not.toContain('tell-person');
  expect(isClosed(ended(met(told, 'attended')))).toBe(true);
});

test('somebody who signs goes the whole way round: told with an interpreter, who is arranged before the meeting and stands on the plan', async () => {
  const signedUp = booked(opened({ patient: signs }));
  const [onward] = signedUp.referral.onward;
  const [meeting] = onward?.meetings ?? [];
  if (!onward || !meeting) throw new Error('There is no meeting');
  expect(meansOf(signs, true)).toEqual({ kind: 'call', why: 'interpreter' });
  expect(owed(signedUp)).toContain('tell-person');
  expect(await cardOf(signedUp.referral)).toContain('We are finding an interpreter for you.');
  const interpreter = (isDone: boolean) =>
    toArrange(onward.task.id ?? '', meeting, [{ what: 'interpreter', by: 'Ada Martin', isDone }]);
  const named = next(signedUp, coordinator, interpreter(false), day(3, 12));
  expect(owed(named)).toContain('arrange');
  const arranged = next(named, coordinator, interpreter(true), day(4));
  expect(openItems(signs, arranged.referral.onward[0]?.meetings[0] ?? meeting)).toEqual([]);
  expect(await cardOf(arranged.referral)).toContain('An interpreter will be there.');
  const told = next(arranged, coordinator, conversation('t2'), day(4, 12));
  expect(owed(told)).not.toContain('tell-person');
  expect(owed(told)).not.toContain('arrange');
  expect(isClosed(ended(met(told, 'attended')))).toBe(true);
});
