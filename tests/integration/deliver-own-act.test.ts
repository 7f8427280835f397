import { expect, test } from 'vitest';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { booked, coordinator, ended, id, type Made, met, next } from '../unit/views/made-referral.ts';
import { type Answers, ok } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';

/** A coordinator's software is not sent what it did itself, unless what it holds could be older (decision 0007). */
const { hub, listening } = recipientsOfFile();

const takes: Answers = (response) => {
  response.writeHead(200, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response' }));
};
const notes: Action = { kind: 'update-task', task: `${id}.t1`, to: 'in-progress', notes: ['Rang her son'] };
const ownNote = (from: Made, at: string): Made => next(from, coordinator, notes, at);

const withSoftware = async (answers: Answers) => {
  const service = await listening(answers);
  const behind = { endpoint: { url: service.endpoint, client: coordinator.client } };
  return { service, ...hub({ practice: await listening(ok), changes: { CWS01: behind } }) };
};
/** The versions of T1 that its endpoint was sent, in order. */
const sentOf = ({ received }: Awaited<ReturnType<typeof listening>>): string[] =>
  received.flatMap(
    ({ body }) => /"versionId":"(\d+)"/.exec(JSON.stringify(body).split(`"${id}.t1"`)[1] ?? '')?.[1] ?? [],
  );

test('what it did while an older state was under way to it is sent, though it was answered', async () => {
  const before = booked();
  let during = async (): Promise<void> => undefined;
  const at = await withSoftware(async (response, received) => {
    await during();
    takes(response, received);
  });
  await at.told(before);
  let own: Made | undefined;
  during = async () => {
    during = async () => undefined;
    at.later(2);
    own = ownNote(before, at.now());
    // It is in the ledger, and its answer has come; the rows follow once the older state has arrived.
    await at.append(own);
    at.later(2);
  };
  await at.deliver();
  await at.project(id);
  await at.deliver();
  expect(sentOf(at.service).at(-1)).toBe(String(own?.referral.version));
  expect(sentOf(at.service)).toHaveLength(2);
});

test('what it does once all has arrived is not sent to it', async () => {
  const before = booked();
  const at = await withSoftware(takes);
  await at.told(before);
  await at.deliver();
  at.later(1);
  await at.told(ownNote(before, at.now()));
  await at.deliver();
  expect(at.service.received).toHaveLength(1);
});

test('an end that it recorded itself is sent to it: of an answer that was lost nothing else would tell', async () => {
  const at = await withSoftware(takes);
  const over = ended(met(booked(), 'attended'));
  await at.told(over.before ?? over);
  await at.deliver();
  at.later(1);
  await at.append({ ...over, referral: { ...over.referral, at: at.now() } });
  await at.project(id);
  await at.deliver();
  await at.project(id);
  await at.deliver();
  expect(sentOf(at.service).at(-1)).toBe(String(over.referral.version));
  expect(at.service.received).toHaveLength(2);
});
