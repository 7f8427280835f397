import type { Identifier, ServiceRequest, Task } from 'fhir/r4.js';
import { systems } from '../../../../contracts/systems.ts';
import type { Referral } from '../../../domain/referral.ts';
import { readReference } from '../../../domain/request/reference.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { type Parameter, tokenIn, type Wanted } from './parameter.ts';

const isIn = (identifiers: readonly Identifier[] | undefined, system: string, value: string): boolean =>
  identifiers?.some((i) => i.system === system && i.value === value) ?? false;

interface Known<R> {
  /** Whether this resource answers to the short reference of its referral. */
  readonly byReference: (resource: R, referral: Referral) => boolean;
  readonly bySender: (
    resource: R,
    referral: Referral,
    is: (identifiers: Identifier[] | undefined) => boolean,
  ) => boolean;
}

/**
 * By the short reference, or by the sender's own identifier of the request. Both lead straight to a referral; an
 * identifier does so for the organisation that sent it, which is the caller unless `requester` names another.
 */
const identifier = <R>({ byReference, bySender }: Known<R>): Parameter<R> => ({
  type: 'token',
  documentation:
    `${systems.reference}|<short reference>, or system|value as the sender gave it to its request. ` +
    'The latter is looked up among the requests of the calling organisation, or of the one that requester names.',
  read: (token): Result<Wanted<R>> => {
    const { system, code: value } = tokenIn(token);
    const reference = readReference(value);
    if (reference !== undefined && (system === undefined || system === systems.reference)) {
      return ok({
        lookup: { kind: 'reference', reference },
        holds: (resource, referral) => referral?.reference === reference && byReference(resource, referral),
      });
    }
    if (!system || value === '' || system === systems.reference)
      return refuse('invalid-parameter', { diagnostics: 'system|value, or a short reference' });
    return ok({
      lookup: { kind: 'identifier', system, value },
      holds: (resource, referral) =>
        referral !== undefined && bySender(resource, referral, (identifiers) => isIn(identifiers, system, value)),
    });
  },
});

/** T1 stands for the request that it carries. */
export const taskIdentifier: Parameter<Task> = identifier<Task>({
  byReference: (task, referral) => task.id === referral.task.id,
  bySender: (task, referral, is) =>
    task.id === referral.task.id &&
    (is(task.identifier) || [referral.request, ...referral.furtherNeeds].some((r) => is(r.identifier))),
});

export const requestIdentifier: Parameter<ServiceRequest> = identifier<ServiceRequest>({
  byReference: (request, referral) => [referral.request, ...referral.furtherNeeds].some((r) => r.id === request.id),
  bySender: (request, _, is) => is(request.identifier),
});
