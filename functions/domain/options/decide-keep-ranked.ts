import type { Communication, CommunicationPayload } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { extensions } from '../../../contracts/systems.ts';
import { kindOf, recordKind, statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { roleOf } from '../parties.ts';
import { type Actor, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { Weighed } from './weigh-ranked.ts';

/**
 * A list that another tool ranked for this person (issue 9, 8). It is what the link worker shows them and nothing else: no group is asked,
 * none is told, and it makes no event. Whom the person chooses is asked as anybody is, with their permission.
 */
export interface KeepRanked {
  readonly kind: 'keep-ranked';
  /** Name of the tool, or of who ranked. */
  readonly by: string;
  /** Instant at which it was ranked. */
  readonly at: string;
  readonly options: readonly Weighed[];
}

const service = /^HealthcareService\/([A-Za-z0-9.-]{1,64})$/;
const referTo = (key: string) => ({ reference: `HealthcareService/${key}` });

const payloadOf = ({ service: key, not, successor }: Weighed): CommunicationPayload => {
  const extension = [
    ...(not === undefined ? [] : [{ url: extensions.notOffered, valueCode: not }]),
    ...(successor ? [{ url: extensions.replacedBy, valueReference: referTo(successor.key) }] : []),
  ];
  return { ...(extension.length > 0 ? { extension } : {}), contentReference: referTo(key) };
};

/** Services that the payload names, best first, each once; undefined where something else is in it. */
export const servicesIn = ({ payload = [] }: Communication): readonly string[] | undefined => {
  const keys = payload.map(({ contentReference }) => service.exec(contentReference?.reference ?? '')?.[1]);
  return keys.every((key) => key !== undefined) ? [...new Set(keys)] : undefined;
};

export const rankedBy = ({ extension = [] }: Communication): string | undefined =>
  extension.find(({ url }) => url === extensions.rankedBy)?.valueString;

/** The list that came last: it stands in place of those before it. */
export const rankedFor = ({ communications }: Referral): Communication | undefined =>
  communications.findLast((communication) => kindOf(communication) === 'options-ranked');

export const decideKeepRanked = (draft: Draft, { by, at, options }: KeepRanked, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const role = roleOf(referral, actor.organisation);
  if (role !== 'coordinator') return refuse(role === 'referrer' ? 'not-yours-to-change' : 'not-found');
  if (isTerminal(statusOf(referral.task)))
    return refuse('wrong-parent', { expression: 'Communication.about', diagnostics: 'the referral has ended' });
  if (at > now) return refuse('invalid-input', { expression: 'Communication.sent', diagnostics: 'not in the future' });
  draft.put({
    ...{ resourceType: 'Communication', id: draft.nextId('m'), status: 'completed' },
    extension: [{ url: extensions.rankedBy, valueString: by }],
    category: [recordKind('options-ranked')],
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: referenceTo(referral.task) }],
    ...{ sent: at, received: now, sender: organisation(actor.organisation) },
    payload: options.map(payloadOf),
  });
  return ok(undefined);
};
