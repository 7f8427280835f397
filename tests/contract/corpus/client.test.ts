import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fhirSender } from '../../../functions/delivery/fhir-sender.ts';
import { verdictOn } from '../../../functions/delivery/outcome.ts';
import type { Outcome } from '../../../functions/views/happened.ts';
import { type Recipient, startRecipient, status } from '../../integration/recipient.ts';
import { expectedOf, statusOf } from './client-rows.ts';
import { isHere, isOfClient, type Row, rows, textOf } from './rows.ts';

const now = '2026-11-23T09:00:00.000Z';
const read = isHere ? rows().filter(isOfClient) : [];

interface Survived {
  readonly row: Row;
  readonly outcome: Outcome;
}

/** Sends a message to somebody who answers with that row. */
const answered = async (row: Row): Promise<Survived> => {
  const { code, body } = { code: statusOf(row), body: textOf(row.file) };
  const recipient: Recipient = await startRecipient(status(code, { 'content-type': 'application/fhir+json' }, body));
  try {
    const send = fhirSender({ token: async () => 'a token', allowedPrivateOrigins: [recipient.origin] });
    const answer = await send(
      { endpoint: recipient.endpoint, requestId: crypto.randomUUID(), correlationId: crypto.randomUUID() },
      {
        kind: 'message',
        communication: { resourceType: 'Communication', id: '0123456789abcdefghjkmnpqrs.m1', status: 'completed' },
      },
    );
    return { row, outcome: verdictOn(answer, now).outcome };
  } finally {
    await recipient.stop();
  }
};

describe.skipIf(!isHere)('every row of INDEX.md that the hub reads as a client', () => {
  const survived: Survived[] = [];
  beforeAll(async () => {
    for (const row of read) survived.push(await answered(row));
  });
  afterAll(() => {
    const differing = survived.filter(({ row, outcome }) => (expectedOf(row) ?? outcome) !== outcome);
    process.stdout.write(
      `Corpus: ${survived.length} answers of others were read: ${survived.length - differing.length} as INDEX.md says, ${differing.length} otherwise\n`,
    );
  });

  test('is survived: malformed ones too', () => {
    expect(survived.length).toBeGreaterThan(70);
    const known: readonly Outcome[] = ['infrastructure-ack', 'business-ack', 'refused', 'later', 'unknown'];
    expect(survived.filter(({ outcome }) => !known.includes(outcome))).toEqual([]);
  });

  test('leads to a retry, or to none, as it says', () => {
    const differing = survived.filter(({ row, outcome }) => (expectedOf(row) ?? outcome) !== outcome);
    expect(differing.map(({ row, outcome }) => [row.file, outcome])).toEqual([]);
    expect(survived.filter(({ row }) => expectedOf(row)).length).toBeGreaterThan(35);
  });

  test('that is a server’s own fault is tried again, not blindly: with the same X-Request-Id (DESIGN 6)', () => {
    const faults = survived.filter(({ row }) => /no blind retry/.test(row.verdict));
    expect(faults.length).toBeGreaterThan(5);
    expect(faults.filter(({ outcome }) => outcome !== 'later')).toEqual([]);
  });

  test('that is no FHIR is not taken for an acknowledgement', () => {
    const notJson = survived.find(({ row }) => row.file.endsWith('.notjson'));
    expect(notJson?.outcome).toBe('unknown');
  });
});
