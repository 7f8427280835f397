import type { Communication } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { Area } from '../../../contracts/areas/area.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { letterTo } from '../../../functions/delivery/document/letter-to.ts';
import { concept } from '../../../functions/domain/coding.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { validateResource } from '../../../functions/fhir/rules/validate.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { fhirDocument } from '../../../mappings/gp/document/fhir-document.ts';
import { practiceMessage } from '../../../mappings/gp/message.ts';
import {
  booked,
  consentTo,
  coordinator,
  day,
  ended,
  guardedPatient,
  id,
  type Made,
  measured,
  met,
  next,
  opened,
} from '../views/made-referral.ts';
import { golden } from './golden.ts';

const nameOf = (organisation: string) =>
  ({ CWS01: 'Community Wellbeing Service', 'walking-group': 'Walkers' })[organisation];
const told = ({ referral }: Made, topic = 'closing'): Communication => {
  const found = referral.communications.find((c) => topicOf(c) === topic);
  if (!found) throw new Error(`No message about ${topic}`);
  return practiceMessage(found, referral, { nameOf });
};
const whole = (from?: Made, more?: { explained: boolean }) =>
  ended(measured(met(booked(from), 'attended'), more), undefined, 88);
const onlineOf = (made: Made) => told(made, 'first-conversation').extension?.[0];
const says = (code: string) =>
  next(
    booked(),
    coordinator,
    {
      ...{ kind: 'update-task', task: `${id}.t1`, to: 'in-progress' },
      outputs: [
        {
          type: concept(systems.taskOutput, 'shown-online'),
          valueCodeableConcept: concept(systems.shownOnline, code),
        },
      ],
    },
    day(4),
  );
const recipient: Participant = {
  ...{ organisation: 'L99901', name: 'Churchdown Surgery', kind: 'practice', tier: 'full', active: true, version: 1 },
  identifier: { system: systems.odsOrganisation, value: 'L99901' },
};
const area: Pick<Area, 'service'> = {
  service: {
    ...{ code: 'x', display: 'Community Wellbeing Service', telephone: '01632 960100' },
    ...{
      requestCodes: [{ system: 's', code: 'c', display: 'd' }],
      useCases: [],
      targets: [{ system: 's', value: 'v' }],
    },
  },
};
const letterOf = (made: Made) =>
  letterTo({ communication: told(made), referral: made.referral, recipient, nameOf }, area);

describe('the closing message', () => {
  test('carries the outcome, that the person came, the kind of support, and how far they have come', () => {
    const message = told(whole());
    expect(message).toEqual(golden('message-closing-with-change', message));
    expect(validateResource(message)).toMatchObject({ ok: true });
    const codes = (message.reasonCode ?? []).flatMap(({ coding = [] }) => coding.map(({ code }) => code));
    expect(codes).toEqual(['connected-and-attended', 'outcome-achieved', 'attended', 'walking']);
    expect(letterOf(whole()).changes).toEqual([
      { label: 'Life satisfaction', value: '4 at the beginning, 6 after 84 days' },
      { label: 'Things done are worthwhile', value: '5 at the beginning, 7 after 84 days' },
      { label: 'Happiness yesterday', value: '3 at the beginning, 7 after 84 days' },
      { label: 'Anxiety yesterday (less is better)', value: '7 at the beginning, 4 after 84 days' },
    ]);
  });
  test('says nothing of numbers that were not explained to the person, and needs none', () => {
    expect(told(whole(undefined, { explained: false }))).not.toHaveProperty('contained');
    expect(told(ended(met(booked(), 'attended')))).not.toHaveProperty('contained');
  });
  test('names the group only where the person permits it', () => {
    const consents = [consentTo('walking-group'), consentTo('L99901')];
    const named = ended(measured(met(booked(opened(), consents), 'attended')), undefined, 88);
    expect(JSON.stringify(told(named).payload)).toContain('Walkers');
    expect(JSON.stringify(told(whole()))).not.toContain('Walkers');
  });
  test('is a FHIR document too, which says what the page says and names the person by three things', () => {
    const made = whole();
    const document = fhirDocument({
      ...{ message: told(made), letter: letterOf(made), patient: made.referral.patient },
      sender: { organisation: 'CWS01', name: 'Community Wellbeing Service' },
      uuidOf: (part) => `00000000-0000-4000-8000-${Buffer.from(part).toString('hex').slice(-12).padStart(12, '0')}`,
    });
    expect(document).toEqual(golden('fhir-document-closing', document));
    expect(validateResource(document)).toMatchObject({ ok: true });
    expect(new Set(document.entry?.map(({ fullUrl }) => fullUrl)).size).toBe(document.entry?.length);
    expect(JSON.stringify(document)).not.toMatch(/Free text|Lost his wife|GL3|01452/);
  });
});

describe('a message to the practice says whether the person may be shown it online', () => {
  test('asks for the person to be asked where nobody has', () => {
    expect(onlineOf(booked())).toEqual({ url: extensions.shownOnline, valueCode: 'ask' });
    expect(letterOf(whole()).online).toBe('Ask the person before they can see it online.');
  });
  test.each(['yes', 'no'] as const)('as the service heard of the person: %s', (code) => {
    expect(onlineOf(says(code))?.valueCode).toBe(code);
    expect(told(says(code), 'first-conversation').meta?.security?.length ?? 0).toBe(code === 'no' ? 1 : 0);
  });
  test('no wherever contact is not safe or a risk was flagged, whatever was said', () => {
    const guarded = { ...says('yes') };
    const referral = { ...guarded.referral, patient: guardedPatient };
    const message = referral.communications.find((c) => topicOf(c) === 'first-conversation');
    expect(message && practiceMessage(message, referral).extension?.[0]?.valueCode).toBe('no');
    expect(onlineOf(booked(opened({ patient: guardedPatient })))?.valueCode).toBe('no');
  });
  test('a code that nobody knows is refused, and not taken for nothing said', () => {
    expect(() => says('perhaps')).toThrow(/unknown-code/);
  });
});
