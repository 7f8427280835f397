import type { Area } from '../../contracts/areas/area.ts';
import type { Way } from '../../contracts/lifecycle/ways.ts';
import type { Paused } from '../domain/participant.ts';
import type { Waiting } from '../usecases/hold-message.ts';
import type { Clock, Ledger, Participant, Participants } from '../usecases/ports.ts';
import type { Settled } from '../usecases/record-delivery.ts';
import type { RowStore } from '../views/row-store.ts';
import type { DocumentWays } from './document/ports.ts';
import type { Send } from './fhir-sender.ts';
import type { Gates } from './gate.ts';
import type { ToOrganisers } from './organiser/ports.ts';
import type { Verdict } from './outcome.ts';
import type { SendWebhook } from './webhook-sender.ts';

/** One try, for logs and metrics: codes and numbers only. */
export interface Attempt {
  readonly referral: string;
  readonly recipient: string;
  readonly version: number;
  readonly attempt: number;
  /** Id of the message; absent: how things stand. */
  readonly message?: string;
  readonly verdict: Verdict;
  /** Nothing more will be tried and it did not arrive: a human must see to it. */
  readonly givenUp: boolean;
  /** Of a message: by which way it was tried. */
  readonly way?: Way;
  /** Of the request that wrote what was told. */
  readonly correlation?: string;
}

export interface HeldBack {
  readonly referral: string;
  readonly recipient: string;
  readonly reason: Paused['reason'];
}

export interface DeliveryPorts {
  readonly ledger: Ledger;
  readonly rows: RowStore;
  readonly participants: Participants;
  /** An organisation as it is registered at this moment: no memory of it. */
  readonly participantNow: (organisation: string) => Promise<Participant | undefined>;
  /** That endpoint answered 410: pauses the organisation, so that a human looks and nothing more is tried. */
  readonly endpointGone: (organisation: string, endpoint: string) => Promise<void>;
  readonly send: Send;
  readonly hook: SendWebhook;
  /** The hub's own address, without a slash at its end: for links. */
  readonly publicUrl: string;
  readonly clock: Clock;
  /** Puts a referral on the delivery queue again, after so many seconds. */
  readonly again: (referral: string, seconds: number) => Promise<void>;
  /** Keeps that something was sent, or tried; it does not fail: what went out cannot be taken back. */
  readonly keep: (attempt: Attempt) => Promise<void>;
  readonly report: (attempt: Attempt) => void;
  /** Something waits for a paused organisation. */
  readonly reportHeld: (held: HeldBack) => void;
  /** What is the area's: the order of ways, and whom to ring. */
  readonly area: Pick<Area, 'ways' | 'service'>;
  /** What they need is read with the first of them. */
  readonly documents: () => Promise<DocumentWays>;
  readonly toOrganisers: ToOrganisers;
  /** Which recipient may be tried now: breaker and budget. */
  readonly gates: Gates;
  /** Keeps in the ledger what came of a message (DESIGN 6); false: not now. */
  readonly record: (settled: Settled) => Promise<boolean>;
  /** Keeps in the ledger that a message waits until a person knows whose it is; false: not now. */
  readonly hold: (waiting: Waiting) => Promise<boolean>;
}
