import type { Communication } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { practiceMessage } from '../../../mappings/gp/message.ts';
import {
  booked,
  consentTo,
  conversation,
  coordinator,
  day,
  ended,
  group,
  guardedPatient,
  id,
  type Made,
  met,
  move,
  next,
  opened,
  practice,
  recorded,
} from '../views/made-referral.ts';
import { golden } from './golden.ts';

const names: Record<string, string> = {
  CWS01: 'Community Wellbeing Service',
  'walking-group': 'Tuesday Walking Group',
};
const nameOf = (organisation: string) => names[organisation];

const message = ({ referral }: Made, topic: string): Communication => {
  const found = referral.communications.find((c) => topicOf(c) === topic);
  if (!found) throw new Error(`No message about ${topic}`);
  return found;
};
const told = (made: Made, topic: string) => practiceMessage(message(made, topic), made.referral, { nameOf });

const permitted = () => booked(opened(), [consentTo('walking-group'), consentTo('L99901')]);
const refusedAt = (code: string): Made =>
  next(
    opened(),
    coordinator,
    { kind: 'update-task', task: `${id}.t1`, to: 'rejected', reason: { text: 'Free text of the coordinator', code } },
    day(1),
  );
const accepted = () => next(opened(), coordinator, move('accepted'), day(1));
const spoken = () => next(accepted(), coordinator, conversation(), day(1, 10));
const tried = () =>
  [11, 14, 18].reduce(
    (made, hour, n) => next(made, coordinator, recorded('contact-attempt', wentToSee), day(n + 1, hour)),
    accepted(),
  );
const wentToSee: Partial<Communication> = { medium: [concept(systems.participationMode, 'FACE')] };
const closedWith = (
  to: 'failed' | 'cancelled',
  reason: string,
  businessStatus?: 'unable-to-contact' | 'capacity-lost',
  from = accepted(),
) =>
  next(
    from,
    to === 'cancelled' ? practice : coordinator,
    {
      kind: 'update-task',
      task: `${id}.t1`,
      to,
      reason: { text: 'Free text of the coordinator', code: reason },
      ...(businessStatus ? { businessStatus } : {}),
    },
    day(4),
  );

const notPossible = () =>
  next(
    accepted(),
    coordinator,
    recorded('conversation', { status: 'not-done', statusReason: { text: 'Free text of the coordinator' } }),
    day(2),
  );

/** The message about a meeting that somebody did not come to is made by a later issue; its words stand now. */
const didNotCome = (): Communication => ({
  ...message(met(booked(), 'attended'), 'first-meeting'),
  reasonCode: [concept(systems.attendance, 'did-not-attend')],
});

const cases: Record<string, () => Communication> = {
  'message-first-conversation': () => told(booked(), 'first-conversation'),
  'message-first-conversation-not-possible': () => told(notPossible(), 'first-conversation'),
  'message-attended': () => told(met(booked(), 'attended'), 'first-meeting'),
  'message-attended-group-named': () => told(met(permitted(), 'attended'), 'first-meeting'),
  'message-did-not-attend': () => practiceMessage(didNotCome(), met(booked(), 'did-not-attend').referral, { nameOf }),
  'message-refused': () => told(refusedAt('no-capacity'), 'refused'),
  'message-refused-by-the-person': () => told(refusedAt('declined-by-person'), 'refused'),
  'message-closing-connected-and-attended': () => told(ended(met(booked(), 'attended')), 'closing'),
  'message-closing-unable-to-contact': () =>
    told(closedWith('failed', 'other', 'unable-to-contact', tried()), 'closing'),
  'message-closing-cancelled': () => told(closedWith('cancelled', 'withdrawn'), 'closing'),
  'message-closing-withdrawn-by-the-person': () =>
    told(closedWith('failed', 'withdrawn-by-person', undefined, spoken()), 'closing'),
  'message-closing-capacity-lost': () => told(closedWith('failed', 'other', 'capacity-lost'), 'closing'),
  'message-correction': () =>
    told(
      next(
        met(booked(), 'attended'),
        group,
        { kind: 'record-result', task: `${id}.t2`, result: 'did-not-attend' },
        day(9),
      ),
      'correction',
    ),
  'message-correction-of-the-outcome': () =>
    told(
      next(
        ended(met(booked(), 'attended')),
        coordinator,
        {
          kind: 'update-task',
          task: `${id}.t1`,
          to: 'completed',
          outputs: [
            {
              type: concept(systems.taskOutput, 'outcome'),
              valueCodeableConcept: concept(systems.outcome, 'moved-or-died'),
            },
          ],
        },
        day(9),
      ),
      'correction',
    ),
  'message-other-practice': () =>
    told(
      next(
        accepted(),
        coordinator,
        {
          ...{ kind: 'report-circumstance', task: `${id}.t1`, circumstance: 'other-practice' },
          confirmed: true,
        },
        day(2),
      ),
      'other-practice',
    ),
  'message-guarded': () => told(met(booked(opened({ patient: guardedPatient })), 'attended'), 'first-meeting'),
};

describe.each(Object.entries(cases))('%s', (name, make) => {
  test('is what the file says', () => {
    const made = make();
    expect(made).toEqual(golden(name, made));
  });

  test('begins with one of two lines, says at most two sentences more, and no word that blames the person', () => {
    const [line, ...says] = (make().payload ?? []).map((p) => p.contentString ?? '');
    expect(line).toMatch(/^(No action for the practice\.|Action for the practice: [a-z].*\.)$/);
    expect(says.length).toBeGreaterThanOrEqual(1);
    expect(says.length).toBeLessThanOrEqual(2);
    for (const sentence of says) expect(sentence).toMatch(/^[A-Z][^.]*\.$/);
    expect([line, ...says].join(' ')).not.toMatch(/\bDNA\b|no.?show|engage/i);
  });

  test('holds no free text of anybody and no name of the person', () => {
    expect(JSON.stringify(make())).not.toMatch(/Free text|company on Tuesdays|neighbours|Link worker|Brien/);
  });
});

test('names the group only while the person permits it', () => {
  const made = met(permitted(), 'attended');
  const newest = {
    ...made.referral,
    consents: [
      ...made.referral.consents,
      {
        ...consentTo('L99901'),
        id: `${id}.c9`,
        dateTime: day(9),
        provision: { ...consentTo('L99901').provision, type: 'deny' as const },
      },
    ],
  };
  const text = JSON.stringify(practiceMessage(message(made, 'first-meeting'), made.referral, { nameOf, newest }));
  expect(text).not.toContain('Tuesday Walking Group');
});

test('a message is kept from the online view of a person whose contact is not safe or who was flagged', () => {
  const flagged = next(opened({ personFirst: true }), coordinator, move('accepted'), day(1));
  const security = (made: Made) =>
    practiceMessage(message(booked(), 'first-conversation'), made.referral).meta?.security;
  expect(security(opened())).toBeUndefined();
  expect(security(opened({ patient: guardedPatient }))?.[0]?.code).toBe('NOPAT');
  expect(security(flagged)?.[0]?.code).toBe('NOPAT');
  const said = (code: string) => [
    { system: 'phone' as const, value: '1', extension: [{ url: extensions.contactSafety, valueCode: code }] },
  ];
  const inContact = (code: string, who: object) =>
    security(
      opened({
        patient: { resourceType: 'Patient', id: guardedPatient.id ?? '', contact: [{ ...who, telecom: said(code) }] },
      }),
    )?.[0]?.code;
  for (const who of [{}, { name: { family: 'Obi' } }])
    expect(['not-safe', 'unknown', 'safe'].map((code) => inContact(code, who))).toEqual(['NOPAT', 'NOPAT', undefined]);
});

test('without a register the words speak of the service and name no group', () => {
  const made = met(permitted(), 'attended');
  const text = JSON.stringify(practiceMessage(message(made, 'first-conversation'), made.referral));
  expect(text).toContain('The service has had a first conversation with the person');
});

test('a message from before there were codes of the first conversation claims none', () => {
  const made = booked();
  const { reasonCode: _, ...old } = message(made, 'first-conversation');
  const said = practiceMessage(old, made.referral);
  expect(said.payload?.[1]?.contentString).toBe('The service has begun to work with the person.');
  expect(said.reasonCode).toBeUndefined();
});
