import type { FhirResource } from 'fhir/r4.js';
import type { Clearance } from '../domain/companion/clearance.ts';
import type { EventType } from '../domain/decide/decision.ts';
import type { Organiser } from '../domain/organiser.ts';
import type { Staff } from '../domain/owed/on-duty.ts';
import type { Agreement, CheckedForUnder18, ParticipantKind, Paused, Tier } from '../domain/participant.ts';
import type { OtherWays } from '../domain/reach.ts';
import type { Actor, Referral } from '../domain/referral.ts';

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
  /** Who asked wanted no more of the answer than that it was done. */
  readonly brief?: true;
}

/** What an earlier request with this id did: the version that it wrote. */
export interface SeenRequest {
  readonly id: string;
  readonly client: string;
  readonly organisation: string;
  readonly bodyHash: string;
  readonly version: number;
  readonly at: string;
  /** Only where it matters for what comes later: that it was a receipt. */
  readonly action?: string;
  /** The answer held all that it changed of what its sender is told of. */
  readonly answered?: true;
}

/** A referral with what the write path needs to go on from it. */
export interface Loaded {
  readonly referral: Referral;
  readonly head: LedgerHead;
  /** Requests of the last 7 days at least. */
  readonly seen: readonly SeenRequest[];
}

/** What a version tells by itself: enough to chain the next one to it, and to publish its events. */
export interface LedgerHead {
  readonly version: number;
  readonly at: string;
  readonly hash: string;
  /** Of the request that wrote it. */
  readonly correlation: string;
  /** By the names that stand there: another release may have written some that this one does not know. */
  readonly events: readonly { readonly type: string; readonly task: string }[];
}

/** The guard that names the open referral of a person, service and referrer. */
export interface GuardClaim {
  readonly key: string;
  /** The ended referral that holds the guard now and is taken over from. */
  readonly takeOverFrom?: string;
}

/** What came of one try to write a version. Nothing of it is an exception: that is a store that does not answer. */
export type Appended =
  | { readonly kind: 'written' }
  /** The item in the way carries our own request id: the write is ours (the SDK's own retry does this). */
  | { readonly kind: 'already-ours' }
  /** Another version stands there: fold again and start over. */
  | { readonly kind: 'conflict' }
  /** The guard names this referral. */
  | { readonly kind: 'guarded'; readonly by: string }
  /** Version 1 only: its identifier is that of a further need of this referral. */
  | { readonly kind: 'aliased'; readonly by: string }
  /** Its time is over: what stood there has gone, and its place is not given to another. */
  | { readonly kind: 'disposed' }
  | { readonly kind: 'too-large' };

/**
 * All versions of all referrals: the one record of the hub (DESIGN 5). An id that was never written has no `Loaded` and an
 * empty history; a gap or a broken hash in the versions throws, because there is nothing right to go on from.
 */
export interface Ledger {
  /** One strongly consistent Query, newest first. `upTo` folds an older version. */
  load(referral: string, upTo?: number): Promise<Loaded | undefined>;
  /** Every version (or those of `range`, both ends included), oldest first: history, events, the operator's view. */
  history(referral: string, range?: { readonly from: number; readonly to: number }): Promise<readonly LedgerEntry[]>;
  /** The referral that a further need joined whose identifier would have made this id; one strongly consistent Query. */
  aliasOf(referral: string): Promise<string | undefined>;
  /** Whether there was such a referral, and its content has gone: then it reads like one that was never there. */
  isDisposed(referral: string): Promise<boolean>;
  /**
   * Writes `next` if no version with its number stands there. `from` is what it was decided on: undefined for version 1 alone.
   */
  append(next: NewVersion, from: Loaded | undefined, options?: AppendOptions): Promise<Appended>;
}

export interface AppendOptions {
  readonly guard?: GuardClaim;
  /** The inbound message verbatim, kept 90 days beside the version. */
  readonly message?: string;
  /** The id that the sender's identifier of a further need would have made of it: it leads to this referral from now on. */
  readonly alias?: string;
}

/** One stored version, unfolded. */
export interface LedgerEntry extends Omit<NewVersion, 'events'> {
  readonly events: LedgerHead['events'];
  readonly hash: string;
  readonly bytes: number;
}

export interface Endpoint {
  readonly url: string;
  /** The client that is the software behind it: what that one did itself, and was answered, is not sent to it. Absent: not known. */
  readonly client?: string;
}

/** An organisation as the hub knows it; changed only by use cases, with history. */
export interface Participant {
  readonly organisation: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly identifier: { readonly system: string; readonly value: string };
  /** Where state messages go; none = this organisation polls. */
  readonly endpoint?: Endpoint;
  /** How else it is reached, where that fails or there is none. */
  readonly otherWays?: OtherWays;
  /** Where a partner's software is told which invitations changed; none = it polls. */
  readonly webhook?: RegisteredWebhook;
  /** A partner's: the human to whom links go, where it has no software. */
  readonly organiser?: Organiser;
  readonly tier: Tier;
  /** false: it takes no part; its senders are refused, and nothing is sent to it. */
  readonly active: boolean;
  /** Deliveries wait until it is resumed. */
  readonly paused?: Paused;
  /** Laid over the register, never in it: functions/domain/participant.ts. */
  readonly askDutyOwner?: true;
  readonly agreement?: Agreement;
  /** A partner's: that people under 18 may go to it. */
  readonly checkedForUnder18?: CheckedForUnder18;
  /** A companion's: trained, and cleared for what and until when. */
  readonly companion?: Clearance;
  /** A coordinator's people, and who covers for whom. */
  readonly staff?: Staff;
  /** A coordinator's: the e-mail address to which the counts of each working day go. */
  readonly digest?: string;
  readonly version: number;
}

export interface RegisteredWebhook {
  readonly url: string;
  /** What changed at this instant or later is told: who begins to listen has fetched what was before. */
  readonly since: string;
  /** One, or two while it is changed, the newer first: sealed, so that who reads the register cannot sign. */
  readonly secrets: readonly string[];
}

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

/** HMAC-SHA-256 with the deployment's secret over the parts, first 128 bits, 26 symbols of Crockford's base 32. */
export type Hash = (...parts: readonly string[]) => string;

/** Waits with jitter; longer for a later attempt. */
export type Pause = (attempt: number) => Promise<void>;
