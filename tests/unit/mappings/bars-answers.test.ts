import { describe, expect, test } from 'vitest';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { type RefusalCode, refusals } from '../../../contracts/refusals.ts';
import { barsFault } from '../../../mappings/gp/bars/errors.ts';
import { responseTo } from '../../../mappings/gp/bars/response.ts';
import { golden } from './golden.ts';
import { inOne, message, now, read, referral } from './ways-of-sending.ts';

describe('a sender of messages is answered as the file says', () => {
  test('with a message', () => {
    const made = responseTo(
      read(message),
      {
        request: { ...inOne, id: `${referral}.s1` },
        task: { resourceType: 'Task', id: `${referral}.t1`, status: 'requested', intent: 'order' },
        reference: 'HO-7K3M-2P4X',
        advice: { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] },
      },
      {
        organisation: 'CWS01',
        target: gloucestershire.service.targets[0],
        base: 'https://hub.example/FHIR/R4',
        now,
        ids: {
          message: '0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2010',
          header: '0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2011',
          advice: '0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2012',
        },
      },
    );
    expect(made).toEqual(golden('message-response', made));
  });

  const codes = Object.keys(refusals) as RefusalCode[];
  const said = (code: RefusalCode) => {
    const fault = barsFault({ code, ...refusals[code] });
    return [fault.status, fault.issue, fault.code];
  };

  test.each(codes)('with a status that BaRS has, where the hub says %s', (code) => {
    const [status, , rec] = said(code);
    expect([400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 425, 429, 503]).toContain(status);
    expect(rec ?? 'none').toMatch(status === 413 || status === 415 ? /^none$/ : /^(REC|SEND)_[A-Z_]+$/);
  });

  test.each<[RefusalCode, number, string, string]>([
    ['missing-element', 400, 'required', 'REC_BAD_REQUEST'],
    ['wrong-message', 400, 'invariant', 'REC_BAD_REQUEST'],
    ['illegal-transition', 400, 'invariant', 'REC_BAD_REQUEST'],
    ['request-id-reused', 400, 'invariant', 'REC_BAD_REQUEST'],
    ['unknown-code', 400, 'value', 'REC_BAD_REQUEST'],
    ['not-yours-to-change', 403, 'forbidden', 'REC_FORBIDDEN'],
    ['unknown-target', 404, 'not-found', 'REC_NOT_FOUND'],
    ['stale-version', 409, 'conflict', 'REC_CONFLICT'],
    ['ended', 409, 'conflict', 'REC_CONFLICT'],
    ['duplicate', 409, 'duplicate', 'REC_CONFLICT'],
    ['already-processed', 409, 'duplicate', 'REC_CONFLICT'],
    ['not-our-service', 422, 'not-supported', 'REC_UNPROCESSABLE_ENTITY'],
    ['not-eligible', 422, 'business-rule', 'REC_UNPROCESSABLE_ENTITY'],
    ['urgent-elsewhere', 422, 'business-rule', 'REC_UNPROCESSABLE_ENTITY'],
    ['busy', 503, 'transient', 'REC_SERVICE_UNAVAILABLE'],
  ])('%s is %i %s %s (standards.md 12.8)', (code, ...expected) => {
    expect(said(code)).toEqual(expected);
  });
});
