import type { CapacityFact } from '../domain/directory/capacity.ts';
import type { Tier } from '../domain/participant.ts';
import type { Onward } from '../domain/referral.ts';
import type { AskCallPorts } from '../usecases/ask-call.ts';
import type { Clock, Ledger, Loaded, Participants, Pause } from '../usecases/ports.ts';

/** The referrals that an organisation takes part in, newest first; an index may lag a little behind the ledger. */
export interface Worklist {
  page(organisation: string, question: WorklistQuestion): Promise<WorklistPage>;
}

interface WorklistQuestion {
  /** Where an earlier page said that the next begins. */
  readonly after?: string;
  readonly limit: number;
  /** Without those that have ended for this organisation. */
  readonly openOnly: boolean;
  /** Without those in which every request to this organisation is answered. */
  readonly unansweredOnly?: boolean;
}

interface WorklistPage {
  readonly referrals: readonly string[];
  /** Where the next page begins; absent on the last. */
  readonly after?: string;
}

export interface PartnerPorts {
  /** Who is to read that somebody is not well, and how they are reached. */
  readonly area: AskCallPorts['area'];
  readonly ledger: Ledger;
  readonly participants: Participants;
  readonly worklist: Worklist;
  /** What the group says of its room, as the directory keeps it. */
  readonly sayRoom: (fact: CapacityFact) => Promise<void>;
  readonly clock: Clock;
  readonly pause: Pause;
  /** The deployment secret, for cursors. */
  readonly secret: () => Promise<string>;
  /** The hub's own address, without a slash at its end. */
  readonly publicUrl: string;
}

/** An invitation that the caller owns, as the ledger has it now. */
export interface Mine {
  readonly loaded: Loaded;
  readonly onward: Onward;
  readonly tier: Tier;
}
