import type { FhirResource } from 'fhir/r4.js';
import type { Actor, Referral } from '../domain/referral.ts';

/** A past-tense fact of one version, stored as its type only; see contracts/events. */
export interface EventType {
  /** For example `task-accepted`. */
  readonly type: string;
  /** The Task it is about. */
  readonly task: string;
}

/** The next version of a referral: one conditional Put. DESIGN 5. */
export interface NewVersion {
  readonly referral: string;
  readonly version: number;
  readonly at: string;
  readonly actor: Actor;
  /** What was done, in the words of the transition table. */
  readonly action: string;
  readonly request: RequestIdentity;
  /** Each resource that the action changed, whole, with `meta.versionId` = this version. */
  readonly changed: readonly FhirResource[];
  readonly events: readonly EventType[];
}

/** Identity of a request, for answering a repeat from the ledger. */
export interface RequestIdentity {
  readonly id: string;
  readonly correlation: string;
  /** SHA-256 of method, path and body, base64url. */
  readonly bodyHash: string;
}

/** What an earlier request with this id did: the version that it wrote. */
export interface SeenRequest {
  readonly id: string;
  readonly client: string;
  readonly organisation: string;
  readonly bodyHash: string;
  readonly version: number;
}

/** A referral with what the write path needs to go on from it. */
export interface Loaded {
  readonly referral: Referral;
  readonly head: LedgerHead;
  /** Requests of the last 7 days at least. */
  readonly seen: readonly SeenRequest[];
}

/** Enough of the newest version to chain the next one to it. */
export interface LedgerHead {
  readonly version: number;
  readonly at: string;
  readonly hash: string;
}

/** The guard that names the open referral of a person, service and referrer. */
export interface GuardClaim {
  readonly key: string;
  /** The ended referral that holds the guard now and is taken over from. */
  readonly takeOverFrom?: string;
}

export type Appended =
  | { readonly kind: 'written' }
  /** The item in the way carries our own request id: the write is ours (the SDK's own retry does this). */
  | { readonly kind: 'already-ours' }
  /** Another version stands there: fold again and start over. */
  | { readonly kind: 'conflict' }
  /** Version 1 only: the guard names this referral. */
  | { readonly kind: 'guarded'; readonly by: string }
  | { readonly kind: 'too-large' };

export interface Ledger {
  /** One strongly consistent Query, newest first. `upTo` folds an older version. */
  load(referral: string, upTo?: number): Promise<Loaded | undefined>;
  /** Every version, oldest first: history, audit, the operator's view. */
  history(referral: string): Promise<readonly LedgerEntry[]>;
  append(
    next: NewVersion,
    from: Loaded | undefined,
    options?: { guard?: GuardClaim; message?: InboundMessage },
  ): Promise<Appended>;
}

/** One stored version, unfolded. */
export interface LedgerEntry extends Omit<NewVersion, 'request'> {
  readonly request: RequestIdentity;
  readonly hash: string;
  readonly bytes: number;
}

/** The inbound message verbatim, kept 90 days. */
export interface InboundMessage {
  readonly body: string;
}

/** An organisation as the hub knows it; changed only by use cases, with history. */
export interface Participant {
  readonly organisation: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly identifier: { readonly system: string; readonly value: string };
  /** Where state messages go; none = this organisation polls. */
  readonly endpoint?: { readonly url: string };
  readonly tier: Tier;
  readonly active: boolean;
  readonly version: number;
}
export type ParticipantKind = 'practice' | 'coordinator' | 'voluntary' | 'council';
export type Tier = 'name-only' | 'contact' | 'purpose' | 'full';

/** Software with registered keys and the organisations it may act for. */
export interface Client {
  readonly client: string;
  readonly name: string;
  readonly organisations: readonly string[];
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] };
  readonly active: boolean;
  readonly version: number;
}

export interface Participants {
  organisation(code: string): Promise<Participant | undefined>;
  client(id: string): Promise<Client | undefined>;
}

/** `now` as ISO 8601 UTC with milliseconds. */
export type Clock = () => string;
