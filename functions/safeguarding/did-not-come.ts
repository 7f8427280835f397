import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { today } from '../domain/calendar.ts';
import type { OpenConcern } from '../domain/concern/concern.ts';
import { isChild, isFlagged, missedFirstMeeting } from '../domain/concern/did-not-come.ts';
import { nextReading } from '../domain/concern/rota.ts';
import { hub } from '../domain/hub.ts';
import type { Referral } from '../domain/referral.ts';
import { readReference } from '../domain/request/reference.ts';
import type { Ledger } from '../usecases/ports.ts';
import { concernId } from './concern-id.ts';
import type { SafeguardingPorts } from './ports.ts';

interface MissedPorts extends Pick<SafeguardingPorts, 'rule' | 'store' | 'clock'> {
  readonly ledger: Pick<Ledger, 'load'>;
  readonly failed: (error: unknown) => void;
  /** What else the queue brings; true: it was that. */
  readonly otherwise: (event: unknown) => Promise<boolean>;
}

/** A thin event in EventBridge's envelope. */
const told = z.object({
  detail: z.object({ data: z.object({ referral: z.string(), task: z.object({ id: z.string() }) }) }),
});

/** Somebody about whom a concern is open counts as flagged, by whatever the concern named the referral. */
const hasOpenConcern = async ({ store }: MissedPorts, { id, reference }: Referral): Promise<boolean> =>
  (await store.open()).some(
    ({ referral, kind }) =>
      kind === 'raised' &&
      referral !== undefined &&
      (referral.split('.')[0] === id || readReference(referral) === reference),
  );

const alert = async (ports: MissedPorts, body: string): Promise<void> => {
  const event: unknown = JSON.parse(body);
  if (await ports.otherwise(event)) return;
  const { referral: of, task } = told.parse(event).detail.data;
  const loaded = await ports.ledger.load(of);
  if (!loaded) return;
  const { referral } = loaded;
  const meeting = missedFirstMeeting(referral, task.id);
  if (!meeting?.id || !(isFlagged(referral) || (await hasOpenConcern(ports, referral)))) return;
  const now = ports.clock();
  const route = isChild(referral, today(now)) ? 'children' : 'adults';
  // Told again, by a repeat of the event or a later correction, it is the same one.
  const id = concernId('did-not-come', meeting.id);
  const open: OpenConcern = {
    ...{ id, version: 1, at: now, level: 'unsafe', route, kind: 'did-not-come', told: [] },
    referral: referral.reference,
    due: nextReading(ports.rule, route, now).from,
  };
  const { client, organisation } = hub;
  const added = await ports.store.add({ id, at: now, by: { client, organisation }, bodyHash: id }, open);
  if (added === 'busy') throw new Error('Somebody else writes this concern now');
};

/** A person with a safeguarding flag was expected and did not come: an alert on the same rota, at once (BaRS: safeguarding DNA). */
export const missedMeetings =
  (ports: MissedPorts) =>
  async (records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const { messageId, body } of records) {
      try {
        await alert(ports, body);
      } catch (error) {
        ports.failed(error);
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
