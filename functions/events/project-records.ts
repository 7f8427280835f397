import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { referralOfKey, versionOfKey } from '../ledger/keys.ts';
import type { Ledger } from '../usecases/ports.ts';
import type { Projection } from '../views/project-referral.ts';
import type { Publish } from './event-bridge.ts';
import { thinEventsOf } from './thin-events.ts';

export interface ProjectPorts {
  readonly ledger: Ledger;
  readonly project: (referral: string) => Promise<Projection | undefined>;
  readonly publish: Publish;
  /** Keeps the hashes of versions beside the ledger, where another role writes: changing both takes two. */
  readonly witness: (seen: readonly Witnessed[]) => Promise<void>;
  /** Keeps what could not be projected where an operator finds it; the rest of the stream goes on. */
  readonly unprojected: (what: Unprojected) => Promise<void>;
  readonly report: (done: Done) => void;
}

export interface Witnessed {
  readonly referral: string;
  readonly version: number;
  readonly hash: string;
}

/** What a retry needs: which referral, and which of its versions were not told. */
export interface Unprojected {
  readonly referral: string;
  readonly versions: readonly number[];
}

export interface Done {
  readonly referral: string;
  readonly version: number;
  readonly events: number;
  /** Of the request that wrote the version. */
  readonly correlation?: string | undefined;
  readonly error?: unknown;
}

/** What the stream says of one referral in one batch. */
interface Signal {
  readonly referral: string;
  /** New versions, in order. */
  readonly versions: readonly number[];
  /** Where the stream would begin again. */
  readonly from: string;
}

/**
 * A record of the ledger's stream is only a signal: it says which referral to look at, and which versions are new. Rows
 * first, then the events of those versions, so that whoever hears of a change finds it (DESIGN 6).
 */
export const projectRecords =
  (ports: ProjectPorts) =>
  async (records: readonly DynamoDBRecord[]): Promise<DynamoDBBatchResponse> => {
    const told = await Promise.all(signalsIn(records).map((signal) => tell(ports, signal)));
    const seen = await witnessed(ports, told);
    const failed = await Promise.all(seen.map((one) => settle(ports, one)));
    return { batchItemFailures: failed.filter((f) => f !== undefined).map((itemIdentifier) => ({ itemIdentifier })) };
  };

/** Other items of the ledger (guards, messages, participants) are no news. Nor is a version that goes. */
const signalsIn = (records: readonly DynamoDBRecord[]): Signal[] => {
  const signals = new Map<string, Signal>();
  for (const { eventName, dynamodb } of records) {
    const referral = referralOfKey(dynamodb?.Keys?.pk?.S ?? '');
    const version = versionOfKey(dynamodb?.Keys?.sk?.S ?? '');
    if (referral === undefined || version === undefined || eventName === 'REMOVE') continue;
    const known = signals.get(referral) ?? { referral, versions: [], from: dynamodb?.SequenceNumber ?? '' };
    const versions = eventName === 'INSERT' ? [...known.versions, version] : known.versions;
    signals.set(referral, { ...known, versions });
  }
  return [...signals.values()];
};

/** What came of one referral of a batch. */
interface Followed {
  readonly signal: Signal;
  readonly told: readonly Told[];
  readonly error?: unknown;
}

const tell = async (ports: ProjectPorts, signal: Signal): Promise<Followed> => {
  try {
    return { signal, told: await projectAndPublish(ports, signal) };
  } catch (error) {
    return { signal, told: [], error };
  }
};

/**
 * One item for a batch, and last: nobody waits for news because it could not be witnessed. Then all of it is tried again, and
 * telling again is harmless.
 */
const witnessed = async (ports: ProjectPorts, all: readonly Followed[]): Promise<readonly Followed[]> => {
  const seen = all.flatMap(({ told }) => told);
  if (seen.length === 0) return all;
  try {
    await ports.witness(seen);
    return all;
  } catch (error) {
    return all.map((one) => (one.told.length > 0 ? { ...one, error } : one));
  }
};

/** undefined, or where to begin again: only when not even the failure could be kept. */
const settle = async (ports: ProjectPorts, { signal, told, error }: Followed): Promise<string | undefined> => {
  const { referral, versions, from } = signal;
  if (error === undefined) {
    for (const one of told) ports.report(one);
    return undefined;
  }
  ports.report({ referral, version: versions.at(-1) ?? 0, events: 0, error });
  try {
    await ports.unprojected({ referral, versions });
  } catch {
    return from;
  }
  return undefined;
};

const message = z.object({ referral: z.string(), versions: z.array(z.number()) });

/** Throws on what is no such message: it ends in the dead-letter queue, where somebody looks. */
export const readUnprojected = (body: string): Unprojected => message.parse(JSON.parse(body));

/** What was put aside is tried again from its queue, until it is right: a pause of the store must not silence a referral. */
export const projectAgain = async (ports: ProjectPorts, { referral, versions }: Unprojected): Promise<void> => {
  const told = await projectAndPublish(ports, { referral, versions, from: '' });
  if (told.length > 0) await ports.witness(told);
  for (const one of told) ports.report(one);
};

/** A version of which everybody was told. */
interface Told extends Witnessed, Done {}

const projectAndPublish = async (ports: ProjectPorts, { referral, versions }: Signal): Promise<readonly Told[]> => {
  const projection = await ports.project(referral);
  // The identifier of a further need: what there is to see is in the referral that it joined.
  if (!projection && (await ports.ledger.aliasOf(referral)) !== undefined) return [];
  // Its content went: nothing is shown of it, and nobody is told.
  if (!projection && (await ports.ledger.isDisposed(referral))) return [];
  if (!projection) throw new Error('The stream tells of a referral that has no ledger');
  if (versions.length === 0) return [];
  const told = await Promise.all(
    versions.map(async (version) => {
      // Almost always the newest, which is at hand.
      const then = projection.head.version === version ? projection : await ports.ledger.load(referral, version);
      if (then?.head.version !== version) throw new Error('The ledger lost a version');
      return { head: then.head, events: thinEventsOf(then) };
    }),
  );
  const refused = await ports.publish(told.flatMap(({ events }) => events));
  if (refused.length > 0) throw new Error(`The bus refused ${refused.length} events`);
  return told.map(({ head: { version, correlation, hash }, events }) => ({
    ...{ referral, version, hash, correlation },
    events: events.length,
  }));
};
