import type { ServiceRequest } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { referrerKinds } from '../../../contracts/lifecycle/referrers.ts';
import { ukCore } from '../../../contracts/request-item.ts';
import { systems } from '../../../contracts/systems.ts';
import type { ParticipantKind, Standing } from '../../../functions/domain/participant.ts';
import { checkReferrer, referrerExtension, referrerOn } from '../../../functions/domain/request/referrer-kind.ts';

const sender = (kind: ParticipantKind, more: Partial<Standing> = {}): Standing => ({ kind, active: true, ...more });
const request = (...coding: { system: string; code: string }[]): ServiceRequest => ({
  ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: {} },
  ...(coding.length > 0 ? { extension: [{ url: ukCore.sourceOfRequest, valueCodeableConcept: { coding } }] } : {}),
});
const own = (code: string) => request({ system: systems.referrerKind, code });
const snomed = (code: string) => request({ system: systems.snomed, code });

test.each([
  ['practice', 'practice', 'outcome', {}],
  ['council', 'council-officer', 'status', { untilAgreed: 'receipt' }],
  ['voluntary', 'group', 'status', { untilAgreed: 'receipt' }],
  ['coordinator', 'professional', 'outcome', {}],
] as const)('a request of a %s that says nothing of it comes from a %s, who hears the %s', (kind, as, hears, until) => {
  expect(checkReferrer(request(), sender(kind))).toEqual({
    ok: true,
    value: { referrer: { kind: as, hears, ...until }, warnings: [] },
  });
});

test('what the sender wrote down counts, in our code or in one of SNOMED', () => {
  const kindOf = (sent: ServiceRequest, kind: ParticipantKind) => {
    const checked = checkReferrer(sent, sender(kind));
    return checked.ok ? checked.value.referrer.kind : undefined;
  };
  expect(kindOf(own('friend-or-relative'), 'council')).toBe('friend-or-relative');
  expect(kindOf(snomed('108161000000109'), 'practice')).toBe('practice');
  expect(kindOf(snomed('185365002'), 'council')).toBe('professional');
  expect(kindOf(snomed('310434002'), 'practice')).toBe('self');
  expect(
    kindOf(
      request({ system: 'urn:x', code: '1' }, { system: systems.referrerKind, code: 'council-officer' }),
      'council',
    ),
  ).toBe('council-officer');
});

test('nobody refers as what their organisation cannot be', () => {
  for (const [sent, kind] of [
    [own('practice'), 'council'],
    [snomed('108161000000109'), 'council'],
    [own('council-officer'), 'practice'],
    [own('professional'), 'voluntary'],
  ] as const) {
    expect(checkReferrer(sent, sender(kind))).toMatchObject({
      ok: false,
      refusals: [{ code: 'invalid-input', expression: 'ServiceRequest.extension' }],
    });
  }
});

test('a kind that nobody knows is told to the sender, and the organisation says who refers', () => {
  for (const sent of [snomed('183701009'), own('mayor'), request({ system: 'urn:x', code: '1' })]) {
    expect(checkReferrer(sent, sender('council'))).toMatchObject({
      ok: true,
      value: { referrer: { kind: 'council-officer' }, warnings: [{ code: 'unknown-code' }] },
    });
  }
});

test('an agreement gives a council more to hear, and no kind of referrer does', () => {
  const agreement = { reference: 'DSA-2026-014', ends: '2027-03-31', hears: 'outcome' } as const;
  expect(checkReferrer(own('professional'), sender('council'))).toMatchObject({
    value: { referrer: { hears: 'status' } },
  });
  expect(checkReferrer(request(), sender('council', { agreement }))).toMatchObject({
    value: { referrer: { kind: 'council-officer', hears: 'outcome' } },
  });
});

test('that somebody is a professional counts where the agreement names it, and not for what the organisation hears', () => {
  const agreement = { reference: 'DSA-2026-014', ends: '2027-03-31', hears: 'outcome' } as const;
  const referrer = (more: Partial<typeof agreement> & { refersAs?: 'professional' }) => {
    const checked = checkReferrer(own('professional'), sender('council', { agreement: { ...agreement, ...more } }));
    return checked.ok && checked.value.referrer;
  };
  expect(referrer({})).toEqual({ kind: 'professional', hears: 'outcome', untilAgreed: 'receipt' });
  expect(referrer({ refersAs: 'professional' })).toEqual({ kind: 'professional', hears: 'outcome' });
  const officer = checkReferrer(
    request(),
    sender('council', { agreement: { ...agreement, refersAs: 'professional' } }),
  );
  expect(officer).toMatchObject({ value: { referrer: { kind: 'council-officer', untilAgreed: 'receipt' } } });
});

test('who referred is read from T1 as it was written, and before kinds were known it was a practice', () => {
  const task = { resourceType: 'Task', status: 'requested', intent: 'order' } as const;
  for (const kind of ['practice', 'council-officer', 'self'] as const) {
    for (const hears of ['status', 'outcome'] as const) {
      expect(referrerOn({ ...task, extension: [referrerExtension({ kind, hears })] })).toEqual({ kind, hears });
    }
  }
  expect(referrerOn(task)).toEqual({ kind: 'practice', hears: 'outcome' });
});

test('no SNOMED code stands for two kinds', () => {
  const codes = Object.values(referrerKinds).flatMap(({ snomed: all }) => all);
  expect(new Set(codes).size).toBe(codes.length);
});
