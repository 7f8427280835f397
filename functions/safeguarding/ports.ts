import type { Retention } from '../../contracts/areas/retention.ts';
import type { SafeguardingRule } from '../../contracts/areas/safeguarding.ts';
import type { Content, Held, OpenConcern, Opened } from '../domain/concern/concern.ts';
import type { Actor } from '../domain/referral.ts';
import type { Clock, Participants } from '../usecases/ports.ts';

/** The table that only this function may use. */
export interface ConcernStore {
  /** `known`: the same request wrote it before; `other`: the same request id, another body. */
  add(content: Content, open: OpenConcern): Promise<'written' | 'known' | 'other' | 'busy'>;
  /** Those that are not closed, oldest first. */
  open(): Promise<readonly OpenConcern[]>;
  /** false: somebody changed or closed it meanwhile. */
  change(before: OpenConcern, after: OpenConcern): Promise<boolean>;
  content(id: string): Promise<{ readonly content: Content; readonly opened: readonly Opened[] } | undefined>;
  note(id: string, opened: Opened): Promise<void>;
  /**
   * It leaves the list; who closed it, and how it stood, stays beside what was written until `expires` (seconds since 1970).
   * false: somebody changed or closed it meanwhile.
   */
  close(open: OpenConcern, by: Opened, bodyHash: string, expires: number): Promise<boolean>;
  /** When this organisation closed it by this same request; undefined: it did not. */
  closedBy(id: string, organisation: string, bodyHash: string): Promise<string | undefined>;
}

/** Pauses of new onward requests; in the ledger, so that the FHIR API knows them without ever seeing a concern. */
interface Holds {
  held(): Promise<readonly Held[]>;
  hold(organisation: string, paused: boolean, by: Actor): Promise<void>;
}

export interface SafeguardingPorts {
  readonly rule: SafeguardingRule;
  /** How long a closed concern is kept. */
  readonly years: Retention['concernYears'];
  readonly store: ConcernStore;
  readonly holds: Holds;
  /** Who can be paused. */
  readonly participants: Pick<Participants, 'organisation'>;
  readonly clock: Clock;
}
