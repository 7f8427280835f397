import type { Way } from '../lifecycle/ways.ts';
import type { Quotas } from './quotas.ts';
import type { Retention } from './retention.ts';
import type { SafeguardingRule } from './safeguarding.ts';
import type { Team } from './teams.ts';

/** `practice`: for training, with made-up people: nothing leaves the hub, and every page says so (issue 8 item 7). */
export type AreaMode = 'live' | 'practice';

/** What differs from one area of the country to the next: configuration of its coordinator, never code. DESIGN 4. */
export interface Area {
  readonly name: string;
  /** @default live */
  readonly mode?: AreaMode;
  /** Organisation code of the coordinator that every request of the area goes to. */
  readonly coordinator: string;
  readonly service: AreaService;
  readonly eligibility: EligibilityRule;
  /** Local teams of the coordinator, each with its practices and postcodes (teams.ts checks them); empty: the service is one. */
  readonly teams: readonly Team[];
  readonly urgency: UrgencyRule;
  /** Ways to reach whoever referred, the first that an organisation has first. What is not listed is not used here. */
  readonly ways: readonly Way[];
  /** Domains to which e-mail with a PDF may go, each with all below it: those that are secure by agreement. */
  readonly secureMailDomains: readonly string[];
  /** How much anybody may ask in a minute. */
  readonly quotas: Quotas;
  /** Who reads safeguarding concerns, at every hour of the week: safeguarding.ts checks it. */
  readonly safeguarding: SafeguardingRule;
  readonly retention: Retention;
  /**
   * Organisation code of the clinical owner: who reads that somebody is not well (issue 6), in place of each person's own
   * practice. It takes part as a practice does; while it cannot be reached, the coordinator rings.
   */
  readonly clinicalOwner?: string;
}

export interface AreaService {
  /** Ours, stable: part of the guard against a second referral for the same thing. */
  readonly code: string;
  readonly display: string;
  /** Whom a reader of a letter rings. */
  readonly telephone: string;
  /** Codes of a ServiceRequest that ask for it; the first is the one that the hub writes. */
  readonly requestCodes: readonly [Code, ...Code[]];
  /** Codes of a message's use case that do, in `ServiceRequest.category`. */
  readonly useCases: readonly Code[];
  /** What a message may be addressed to, by NHSD-Target-Identifier; the first is what the hub answers as. */
  readonly targets: readonly [Target, ...Target[]];
}

/** A service as messages are addressed to it. */
interface Target {
  readonly system: string;
  readonly value: string;
}

export interface Code {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

/** Old enough, and living in the area or registered with one of its practices. */
export interface EligibilityRule {
  readonly minimumAge: number;
  /** Outward codes that lie within the area, whole. */
  readonly outwardCodes: readonly string[];
  /** Outward codes that lie partly within it: they decide nothing. */
  readonly straddlingOutwardCodes: readonly string[];
  /** ODS codes of *all* practices of the area: somebody who lives outside and whose practice is not here is refused. */
  readonly practices: readonly string[];
  /** Told to the referrer of somebody who is refused. */
  readonly tooYoung: string;
  readonly elsewhere: string;
}

export interface UrgencyRule {
  /** Told to the sender of an urgent request, which is refused. */
  readonly routes: string;
  /** Codes that say that somebody may be in danger, beside our own in contracts/lifecycle/codes.ts. */
  readonly riskCodes: readonly Code[];
  /** Words that do. Case, hyphens and kinds of apostrophe make no difference; whole words only. */
  readonly phrases: readonly string[];
}
