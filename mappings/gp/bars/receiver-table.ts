import type { Area } from '../../../contracts/areas/area.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../../functions/domain/result.ts';
import type { BarsMessage } from './message.ts';
import { isOurUseCase } from './use-case.ts';

type MessageKind = 'new-referral' | 'cancellation';

interface Condition {
  readonly at: string;
  readonly must: string;
  readonly holds: (message: BarsMessage) => boolean;
}

const focus: Condition = { at: 'MessageHeader.focus', must: 'the ServiceRequest', holds: ({ isFocus }) => isFocus };

/**
 * What each message of the receiver table must be; every other combination is a 400 `invariant` (BaRS Core 1.5.0,
 * Bundle-Processing; standards.md 5.3). A plain referral is never amended: it is cancelled and sent again.
 */
const conditions: Record<MessageKind, readonly Condition[]> = {
  'new-referral': [
    focus,
    { at: 'ServiceRequest.status', must: 'active', holds: ({ request }) => request.status === 'active' },
    { at: 'ServiceRequest.category', must: 'referral', holds: ({ category }) => category === 'referral' },
    { at: 'CarePlan.status', must: 'completed, of one CarePlan', holds: (m) => isOne(m.carePlans, 'completed') },
    {
      at: 'Encounter.status',
      must: 'triaged or finished, of one Encounter',
      holds: (m) => isOne(m.encounters, 'triaged', 'finished'),
    },
  ],
  cancellation: [
    focus,
    {
      at: 'ServiceRequest.status',
      must: 'revoked or entered-in-error: a referral is not amended, it is cancelled and sent again',
      holds: ({ request }) => request.status === 'revoked' || request.status === 'entered-in-error',
    },
    {
      at: 'ServiceRequest.id',
      must: 'the id that this hub answered with',
      holds: ({ request }) => request.id !== undefined,
    },
  ],
};

const isOne = (statuses: readonly (string | undefined)[], ...allowed: string[]): boolean =>
  statuses.length === 1 && allowed.some((status) => status === statuses[0]);

const broken = (kind: MessageKind, message: BarsMessage): Refusal[] =>
  conditions[kind]
    .filter(({ holds }) => !holds(message))
    .map(({ at, must }) => ({ code: 'wrong-message', expression: at, diagnostics: `Must be: ${must}.` }));

/** Whole messages of BaRS too, but they ask for a response in BaRS, which this hub does not send. */
const asksForValidation = ({ category, reason, request, carePlans, encounters }: BarsMessage): boolean => {
  if (category !== 'validation') return false;
  if (reason === 'update') return request.status === 'active' || request.status === 'on-hold';
  return (
    reason === 'new' &&
    request.status === 'active' &&
    isOne(carePlans, 'active') &&
    isOne(encounters, 'triaged', 'in-progress')
  );
};

const notOffered: Refusal = {
  code: 'not-our-service',
  expression: 'ServiceRequest.category',
  diagnostics: 'A request for validation asks for a response message, which Handover does not send.',
};

/** The prose of BaRS says that the reason of a cancellation is always `update`; its table and samples say `delete` too. */
const kinds: Readonly<Record<string, MessageKind>> = {
  new: 'new-referral',
  update: 'cancellation',
  delete: 'cancellation',
};

/** What a message asks for, or all that is wrong with it at once. */
export const kindOfMessage = (message: BarsMessage, { service }: Area): Result<MessageKind> => {
  const { reason = '', request } = message;
  const kind = Object.hasOwn(kinds, reason) ? kinds[reason] : undefined;
  if (kind === undefined) {
    const diagnostics = `Must be: ${Object.keys(kinds).join(', ')}.`;
    return refuse('wrong-message', { expression: 'MessageHeader.reason', diagnostics });
  }
  const faults = asksForValidation(message) ? [notOffered] : broken(kind, message);
  const isOurs = kind === 'cancellation' || isOurUseCase(request, service);
  return refuseAll([...faults, ...(isOurs ? [] : [otherUseCase(service)])]) ?? ok(kind);
};

const otherUseCase = ({ useCases }: Area['service']): Refusal => ({
  code: 'not-our-service',
  expression: 'ServiceRequest.category',
  diagnostics: `Carried: ${useCases.map((c) => `${c.system}|${c.code}`).join(', ')}.`,
});
