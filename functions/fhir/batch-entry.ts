import { STATUS_CODES } from 'node:http';
import type { BundleEntry, BundleEntryRequest, FhirResource } from 'fhir/r4.js';
import { type Result, refuse } from '../domain/result.ts';
import { bodyHashOf } from '../http/exchange.ts';
import { fault, httpStatusOf, type Issue, issueOf } from '../http/issues.ts';
import { operationOutcome } from '../http/operation-outcome.ts';
import type { Answer, Reply, SignedIn } from '../http/request.ts';
import { paramsIn } from '../http/routing.ts';
import { base, type FhirRow } from './interaction.ts';

/** The request that an entry is, and who answers it. */
interface EntryCall {
  readonly row: FhirRow;
  readonly request: SignedIn;
}

/** Not in a batch: another batch or transaction, an operation, and what is not sent as a resource. */
const isServed = ({ interaction, consumes }: FhirRow): boolean =>
  interaction !== 'transaction' && interaction !== 'operation' && consumes === undefined;

/** `Task/x.t1?_format=json`, also from the root or as the whole URL, to the call that it stands for. */
export const readEntryCall = (
  rows: readonly FhirRow[],
  publicUrl: string,
  sent: SignedIn,
  entry: BundleEntryRequest,
  resource: unknown,
  n: number,
): Result<EntryCall> => {
  // R4 lets an extension stand in its place (`_url`), which its type does not say.
  const { url }: Partial<BundleEntryRequest> = entry;
  if (url === undefined)
    return refuse('invalid-value', {
      expression: `Bundle.entry[${n}].request.url`,
      diagnostics: 'Must be an address.',
    });
  const [path = '', query = ''] = url.replace(`${publicUrl}${base}/`, '').replace(/^\//, '').split('?');
  const whole = `${base}/${path}`;
  const found = rows.filter(isServed).flatMap((row) => {
    const params = paramsIn(row.path, whole);
    return params ? [{ row, params }] : [];
  });
  const one = found.find(({ row }) => row.method === entry.method);
  if (!one) return refuse(found.length > 0 ? 'method-not-allowed' : 'not-found');
  const body = resource === undefined ? '' : JSON.stringify(resource);
  return {
    ok: true,
    value: {
      row: one.row,
      request: {
        ...sent,
        ...{ method: entry.method, path: whole, params: one.params, query: new URLSearchParams(query), body },
        headers: headersOf(sent, entry),
        requestId: `${sent.requestId}/${n}`,
        bodyHash: bodyHashOf(entry.method, `${whole}?${query}`, body),
      },
    },
  };
};

const headersOf = ({ headers }: SignedIn, entry: BundleEntryRequest): Record<string, string> => {
  const conditions = {
    'if-match': entry.ifMatch,
    'if-none-match': entry.ifNoneMatch,
    'if-modified-since': entry.ifModifiedSince,
    'if-none-exist': entry.ifNoneExist,
    prefer: headers.prefer,
  };
  return Object.fromEntries(Object.entries(conditions).flatMap(([name, v]) => (v === undefined ? [] : [[name, v]])));
};

/** What an entry came to, as the answer to a batch says it. */
export const entryAnswer = (reply: Reply | 'fault', publicUrl: string): BundleEntry<FhirResource> => {
  if (reply === 'fault') return entryRefused([fault], publicUrl);
  if ('status' in reply) return entryDone(reply);
  const [first, ...rest] = reply.ok ? [] : reply.refusals;
  return reply.ok
    ? entryDone(reply.value)
    : entryRefused([issueOf(first ?? { code: 'busy' }), ...rest.map(issueOf)], publicUrl);
};

const statusLine = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trim();

const entryRefused = (issues: readonly [Issue, ...Issue[]], publicUrl: string): BundleEntry<FhirResource> => ({
  response: { status: statusLine(httpStatusOf(issues)), outcome: operationOutcome(issues, publicUrl) },
});

const isResource = (body: object | undefined): body is FhirResource => body !== undefined && 'resourceType' in body;

const entryDone = ({ status, headers = {}, body, advice }: Answer): BundleEntry<FhirResource> => {
  const resource = isResource(body) ? body : undefined;
  const outcome = isResource(advice) ? advice : undefined;
  const lastModified = resource?.meta?.lastUpdated;
  return {
    ...(resource ? { resource } : {}),
    response: {
      status: statusLine(status),
      ...(headers.location ? { location: headers.location } : {}),
      ...(headers.etag ? { etag: headers.etag } : {}),
      ...(lastModified ? { lastModified } : {}),
      ...(outcome ? { outcome } : {}),
    },
  };
};
