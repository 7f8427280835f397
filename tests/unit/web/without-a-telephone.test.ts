import type { Extension, Patient } from 'fhir/r4.js';
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
import { messagesToPerson } from '../../../functions/domain/to-person/messages.ts';
import { knownPlan } from '../../../functions/web/own/known-plan.ts';
import { type Paper, paperOf, papers } from '../../../functions/web/own/paper.ts';
import { usualTexts } from '../../../functions/web/words/texts.ts';
import { numberToRing } from '../../../functions/web/worklist/how-to-reach.ts';
import { tellingPart } from '../../../functions/web/worklist/telling.ts';
import { mobile, whoHas } from '../domain/people-to-write-to.ts';
import {
  booked,
  conversation,
  coordinator,
  day,
  ended,
  hub,
  type Made,
  met,
  next,
  opened,
} from '../views/made-referral.ts';

const { patient } = opened().referral;
const { address: _, telecom: __, ...nowhere } = patient;

/** Sleeps here and there; the day centre gives them what comes. */
const throughTheDayCentre: Patient = {
  ...nowhere,
  extension: [
    {
      url: extensions.safeContact,
      extension: [
        { url: 'through', valueString: 'Rita at the day centre' },
        { url: 'naming', valueCode: 'yes' },
      ],
    },
  ],
};
const signs: Patient = {
  ...patient,
  communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'bfi' }] }, preferred: true }],
  extension: [{ url: extensions.accessNeed, valueString: 'BSL interpreter' }],
};

const owed = ({ referral }: Made) => obligations(referral).map(({ what }) => what);
const isClosed = ({ referral }: Made): boolean => isTerminal(statusOf(referral.task));

const participants = {
  organisation: async (organisation: string) => ({
    ...{ organisation, name: 'Walking group', kind: 'voluntary' as const, tier: 'name-only' as const },
    ...{ identifier: { system: 's', value: 'v' }, active: true, version: 1 },
  }),
};

/** What stands on the coordinator's page of today for whoever tells them. */
const tellingOf = async ({ referral }: Made): Promise<string> => {
  const about = obligations(referral).find(({ what }) => what === 'tell-person')?.about ?? '';
  const part = await tellingPart(
    { referral, now: day(4), desk: { participants, publicUrl: 'https://hub.example' } },
    about,
  );
  return `${numberToRing(referral).text} ${part?.text}`;
};

/** What a link worker prints and hands over. */
const cardOf = async (referral: Referral, paper: Paper = 'card'): Promise<string> => {
  const ports = {
    ...{ publicUrl: 'https://hub.example', service: thisArea.service, practical: async () => undefined },
    participants,
  };
  const now = day(4);
  const plan = await knownPlan(ports, referral, now);
  return paperOf(paper, { plan, service: thisArea.service, texts: usualTexts, now }).text;
};

test('somebody with no telephone and no address goes the whole way round: told through the day centre, with a card in the hand', async () => {
  const signedUp = booked(opened({ patient: throughTheDayCentre }));
  expect(ownPageOf(signedUp.referral, day(4)).isOn).toBe(false);
  expect(meansOf(throughTheDayCentre, true)).toEqual({ kind: 'call', why: 'through' });
  expect(whyCall.through).toBe('through whom they asked');
  expect(owed(signedUp)).toContain('tell-person');
  const telling = await tellingOf(signedUp);
  expect(telling).toMatch(/Through whom: <strong>Rita at the day centre<[\s\S]*Tell them through whom they asked\./);
  expect(telling).toMatch(
    /“You are expected at Walking group on .*”[\s\S]*Say nothing of the service[\s\S]*\/paper\/card/,
  );
  const card = await cardOf(signedUp.referral);
  for (const says of ['Walking group', 'November 2026', '10:00 to 11:00', thisArea.service.telephone, 'HO-'])
    expect(card).toContain(says);
  expect(card).not.toMatch(/<a |day centre/);
  const told = next(signedUp, coordinator, conversation('t2'), day(4));
  expect(owed(told)).not.toContain('tell-person');
  expect(isClosed(ended(met(told, 'attended')))).toBe(true);
});

test('whoever did not say that a message may name group and place gets no paper that does, nor one that names the service', async () => {
  const place = 'Chosen Hill car park';
  const nameless = async (parts: readonly Extension[]) => {
    const extension = [{ url: extensions.safeContact, extension: [...parts] }];
    const { referral } = booked(opened({ patient: { ...nowhere, extension } }));
    return Promise.all(papers.map((paper) => cardOf(referral, paper)));
  };
  const agreed = await nameless([{ url: 'naming', valueCode: 'yes' }]);
  for (const one of agreed) expect(one).toContain('Walking group');
  expect(agreed.some((one) => one.includes(thisArea.service.display))).toBe(false);
  for (const said of [[], [{ url: 'naming', valueCode: 'no' }], [{ url: 'naming', valueCode: 'unknown' }]])
    for (const one of await nameless(said)) {
      for (const word of ['Walking', place, thisArea.service.display, 'Ask for']) expect(one).not.toContain(word);
      for (const word of ['November 2026', '10:00 to 11:00', thisArea.service.telephone, usualTexts.own.unnamedSays])
        expect(one).toContain(word);
    }
});

test('somebody who signs goes the whole way round: told with an interpreter, who is arranged before the meeting and stands on the plan', async () => {
  const signedUp = booked(opened({ patient: signs }));
  const [onward] = signedUp.referral.onward;
  const [meeting] = onward?.meetings ?? [];
  if (!onward || !meeting) throw new Error('There is no meeting');
  expect(meansOf(signs, true)).toEqual({ kind: 'call', why: 'interpreter' });
  expect(owed(signedUp)).toContain('tell-person');
  const telling = await tellingOf(signedUp);
  expect(telling).toContain('Tell them with an interpreter, as they need one.');
  expect(telling).not.toContain('/paper/card');
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

test('whoever asks how it went, as the message that asked came back, reads the words for it', async () => {
  const went = met(booked(opened({ patient: { ...whoHas({ telecom: [mobile] }), id: patient.id ?? '' } })), 'attended');
  const asked = messagesToPerson(went.referral).find(({ says }) => says === 'how-was-it');
  const back = next(
    went,
    hub,
    { kind: 'record-delivery', message: asked?.message.id ?? '', outcome: 'refused' },
    day(9),
  );
  expect(await tellingOf(back)).toContain('How did it go? Would you go again?');
});
