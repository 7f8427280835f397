import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { shownTypes } from '../../../contracts/shown-types.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import { type Referral, resourcesOf } from '../../../functions/domain/referral.ts';
import { showToReferrer } from '../../../mappings/gp/show.ts';
import { showToCoordinator } from '../../../mappings/wellbeing/show.ts';
import { stateMessage } from '../../../mappings/wellbeing/state-message.ts';
import { booked, ended, guardedPatient, id, met, opened, request } from '../views/made-referral.ts';
import { golden } from './golden.ts';

const prohibited = {
  ...request,
  orderDetail: [concept(systems.request, 'contacting-subject-prohibited')],
  text: { status: 'generated' as const, div: '<div xmlns="http://www.w3.org/1999/xhtml">Seán</div>' },
};
const story = (): Referral =>
  ended(met(booked(opened({ patient: guardedPatient, request: prohibited })), 'attended')).referral;
const unnamed: FhirResource = { resourceType: 'DocumentReference', status: 'current', content: [], id: `${id}.x9` };

const shown = (referral: Referral, show: (r: FhirResource) => FhirResource | undefined) =>
  Object.fromEntries(
    resourcesOf(referral)
      .map((r) => [`${r.resourceType}/${r.id}`, show(r) ?? null] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

test('the coordinator sees each resource as the file says', () => {
  const made = shown(story(), showToCoordinator);
  expect(made).toEqual(golden('shown-to-coordinator', made));
});

test('the referrer sees each resource as the file says', () => {
  const referral = story();
  const made = shown(referral, (r) => showToReferrer(r, referral));
  expect(made).toEqual(golden('shown-to-referrer', made));
});

describe('the coordinator', () => {
  test('gets the safe contact block, access needs and "contacting prohibited" unchanged', () => {
    const referral = story();
    expect(showToCoordinator(referral.patient)).toMatchObject({
      extension: guardedPatient.extension,
      telecom: guardedPatient.telecom,
    });
    expect(showToCoordinator(referral.request)).toMatchObject({ orderDetail: prohibited.orderDetail });
  });

  test('sees no narrative and no type that no list names', () => {
    expect(showToCoordinator(story().request)).not.toHaveProperty('text');
    expect(showToCoordinator(unnamed)).toBeUndefined();
  });

  test.each([...shownTypes])('sees a %s, as senders are told', (resourceType) => {
    // Only the type decides which list there is.
    expect(showToCoordinator({ resourceType, id: `${id}.x9` } as FhirResource)).toMatchObject({ resourceType });
  });
});

describe('the referrer', () => {
  test('sees what it sent as it sent it', () => {
    const referral = story();
    expect(showToReferrer(referral.patient, referral)).toEqual(referral.patient);
    expect(showToReferrer(referral.request, referral)).toEqual(referral.request);
  });

  test('never sees onward requests, permissions, meetings or what the coordinator wrote', () => {
    const referral = story();
    const made = shown(referral, (r) => showToReferrer(r, referral));
    const seen = Object.keys(made).filter((key) => made[key] !== null);
    expect(seen.filter((key) => /^(Consent|Appointment|Flag)\//.test(key))).toEqual([]);
    expect(seen).not.toContain(`Task/${id}.t2`);
    expect(seen).not.toContain(`ServiceRequest/${id}.s2`);
    expect(JSON.stringify(made)).not.toMatch(/Free text of the coordinator|company on Tuesdays|walking-group/);
  });

  test('reads its messages with their words, so that a practice that polls reads what another is sent', () => {
    const referral = story();
    const messages = referral.communications.map((c) => showToReferrer(c, referral)).filter((c) => c !== undefined);
    expect(messages).toHaveLength(3);
    for (const message of messages) expect(JSON.stringify(message)).toContain('No action for the practice.');
  });

  test('reads outputs of its Task as codes, and the review date but no other extension', () => {
    const referral = story();
    const task = {
      ...referral.task,
      note: [{ text: 'Private' }],
      extension: [
        { url: extensions.reviewDate, valueDate: '2026-12-01' },
        { url: extensions.statusSince, valueInstant: '2026-11-02T09:00:00.000Z' },
      ],
    };
    const seen = showToReferrer(task, referral);
    expect(seen).toMatchObject({ extension: [{ url: extensions.reviewDate, valueDate: '2026-12-01' }] });
    expect(JSON.stringify(seen)).not.toMatch(/valueString|status-since/);
  });
});

describe('the state message', () => {
  test('is what the file says', () => {
    const made = stateMessage(story(), 0);
    expect(made).toEqual(golden('state-message', made));
  });

  test('holds the Tasks that changed after what was told, in the order of their numbers', () => {
    const referral = story();
    const urls = (told: number) => stateMessage(referral, told).entry?.map((e) => e.request?.url);
    expect(urls(0)).toEqual([`Task/${id}.t1`, `Task/${id}.t2`]);
    expect(urls(referral.version - 1)).toEqual([`Task/${id}.t1`]);
    expect(urls(referral.version)).toEqual([]);
  });
});
