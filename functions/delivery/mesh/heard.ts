import * as z from 'zod/mini';
import { saysNotTheirPatient } from '../../../contracts/lifecycle/ways.ts';
import { systems } from '../../../contracts/systems.ts';
import type { Answered } from '../answer.ts';

/** What was heard of a document that was sent. */
export interface Heard {
  /** What we called it: of the message, or of its header. */
  readonly document: string;
  readonly says: 'taken' | 'right-person' | 'not-theirs' | 'refused' | 'not-delivered';
}

/** Ours are UUIDs. A longer one finds nothing, and as a key of the table it would be an error at each look into the mailbox. */
const longestId = 100;

const coding = z.object({ system: z.optional(z.string()), code: z.optional(z.string()) });
const header = z.object({
  resourceType: z.literal('MessageHeader'),
  response: z.object({
    identifier: z.string().check(z.maxLength(longestId)),
    code: z.enum(['ok', 'transient-error', 'fatal-error']),
  }),
});
const outcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(z.object({ details: z.optional(z.object({ coding: z.optional(z.array(coding)) })) })),
});
const bundle = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ resource: z.optional(z.unknown()) })),
});

const headerNamed = (headers: Answered['headers'], name: string): string | undefined => {
  const value = headers?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** By MESH itself: that it could not deliver something. */
export const isReport = ({ headers }: Pick<Answered, 'headers'>): boolean =>
  headerNamed(headers, 'mex-messagetype') === 'REPORT';

/** The mailbox from which it came, which MESH says and not its sender. */
export const senderOf = ({ headers }: Pick<Answered, 'headers'>): string | undefined =>
  headerNamed(headers, 'mex-from');

/**
 * What lies in the hub's mailbox: a report of MESH itself, which says in headers that it could not deliver (after five days
 * that nobody collected it), or an ITK3 response of the practice's system. Undefined: neither. Pure.
 */
export const heardIn = (answer: Answered): Heard | undefined =>
  isReport(answer) ? reported(answer.headers) : responded(answer.body);

const reported = (headers: Answered['headers']): Heard | undefined => {
  const document = headerNamed(headers, 'mex-localid');
  const isError = headerNamed(headers, 'mex-statussuccess') === 'ERROR';
  return document && document.length <= longestId && isError ? { document, says: 'not-delivered' } : undefined;
};

/** Response codes: https://developer.nhs.uk/apis/itk3messagedistribution/explore_response_codes.html */
const duplicate = ['20007', '20008'];
const patientKnown = '30001';

const responded = (body: unknown): Heard | undefined => {
  const resources = bundle.safeParse(body).data?.entry.map(({ resource }) => resource) ?? [];
  const response = resources.map((r) => header.safeParse(r).data?.response).find((r) => r !== undefined);
  if (!response) return undefined;
  const codings = resources
    .flatMap((r) => outcome.safeParse(r).data?.issue ?? [])
    .flatMap((i) => i.details?.coding ?? []);
  const codes = codings.filter(({ system }) => system === systems.itkResponse).map(({ code }) => code);
  const notTheirs = codings.some((c) => saysNotTheirPatient.some((s) => s.system === c.system && s.code === c.code));
  const document = response.identifier;
  if (notTheirs) return { document, says: 'not-theirs' };
  // It came twice, because an answer was lost: they have it.
  if (codes.some((code) => duplicate.includes(code ?? ''))) return { document, says: 'taken' };
  if (response.code === 'ok') return { document, says: codes.includes(patientKnown) ? 'right-person' : 'taken' };
  return { document, says: 'refused' };
};
