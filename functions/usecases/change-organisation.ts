import { today } from '../domain/calendar.ts';
import type { Agreement, CheckedForUnder18, PauseReason, Tier } from '../domain/participant.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { changeRegistered } from './change-registered.ts';
import {
  agreementFaults,
  checkFaults,
  digestFaults,
  endpointFaults,
  endpointOf,
  nameFaults,
  tierFaults,
} from './organisation-faults.ts';
import type { Registered } from './participant-register.ts';
import type { Participant } from './ports.ts';
import type { RegisterPorts } from './register-organisation.ts';

export type OrganisationChange =
  | { readonly kind: 'name'; readonly name: string }
  /** Without a URL it has none, and fetches what is for it. */
  | { readonly kind: 'endpoint'; readonly url?: string; readonly client?: string }
  | { readonly kind: 'tier'; readonly tier: Tier }
  | { readonly kind: 'agreement'; readonly agreement: Agreement }
  /** Without a check it is not, or not any more. */
  | { readonly kind: 'checked'; readonly check?: CheckedForUnder18 }
  /** Without an address nobody gets the counts of the day. */
  | { readonly kind: 'digest'; readonly address?: string }
  /** `endpoint`: only while this is still the endpoint or webhook, because it is what the reason is about. */
  | { readonly kind: 'pause'; readonly reason: PauseReason; readonly endpoint?: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'switch-off' }
  | { readonly kind: 'switch-on' };

interface ChangeOrganisation {
  readonly actor: Actor;
  readonly organisation: string;
  readonly change: OrganisationChange;
}

type Content = Omit<Participant, 'version'>;

/** One change of what an organisation is entered with, or of whether it takes part. */
export const changeOrganisation =
  (ports: RegisterPorts) =>
  ({ change, ...asked }: ChangeOrganisation): Promise<Result<Registered<Participant>>> =>
    changeRegistered(ports, asked, (newest) => {
      const { version: _, ...content } = newest;
      return refuseAll(faultsOf(change, newest, ports)) ?? ok(changed(content, change, ports.clock()));
    });

const faultsOf = (
  change: OrganisationChange,
  newest: Participant,
  { clock, allowedPrivateOrigins }: RegisterPorts,
): Refusal[] => {
  switch (change.kind) {
    case 'name':
      return nameFaults(change.name);
    case 'endpoint':
      return endpointFaults(change.url, allowedPrivateOrigins);
    case 'tier':
      return tierFaults(newest.kind, change.tier, newest);
    case 'agreement':
      return agreementFaults(change.agreement, today(clock()));
    case 'checked':
      return checkFaults(newest.kind, change.check, today(clock()));
    case 'digest':
      return digestFaults(newest.kind, change.address);
    default:
      return [];
  }
};

const changed = (content: Content, change: OrganisationChange, now: string): Content => {
  switch (change.kind) {
    case 'name':
      return { ...content, name: change.name };
    case 'endpoint': {
      const { endpoint: _, ...rest } = content;
      return change.url === undefined ? rest : { ...rest, endpoint: endpointOf(change.url, change.client) };
    }
    case 'tier':
      return { ...content, tier: change.tier };
    case 'agreement':
      return { ...content, agreement: change.agreement };
    case 'checked': {
      const { checkedForUnder18: _, ...rest } = content;
      return change.check === undefined ? rest : { ...rest, checkedForUnder18: change.check };
    }
    case 'digest': {
      const { digest: _, ...rest } = content;
      return change.address === undefined ? rest : { ...rest, digest: change.address };
    }
    case 'pause':
      return pausedFor(content, change, now);
    case 'resume': {
      const { paused: _, ...rest } = content;
      return rest;
    }
    case 'switch-off':
      return { ...content, active: false };
    case 'switch-on':
      return { ...content, active: true };
  }
};

/** The word of an operator stops more than a dead endpoint does, and stands over it; never the other way round. */
const pausedFor = (
  content: Content,
  { reason, endpoint }: Extract<OrganisationChange, { kind: 'pause' }>,
  now: string,
): Content => {
  const isOld = endpoint !== undefined && ![content.endpoint?.url, content.webhook?.url].includes(endpoint);
  const stands = content.paused && (content.paused.reason === reason || reason !== 'operator');
  return isOld || stands ? content : { ...content, paused: { reason, since: now } };
};
