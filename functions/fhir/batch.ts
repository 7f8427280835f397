import type { Bundle, BundleEntry, BundleEntryRequest, FhirResource } from 'fhir/r4.js';
import { mayEnter } from '../domain/authority/at-the-door.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { isMissed } from '../http/even-answers.ts';
import type { Answer, Reply, SignedIn } from '../http/request.ts';
import { isUnanswered } from '../http/unanswered.ts';
import { entryAnswer, readEntryCall } from './batch-entry.ts';
import type { FhirRow } from './interaction.ts';
import { needsOf } from './needs.ts';
import type { FhirPorts } from './ports.ts';
import { isNode, type Node } from './rules/tree.ts';
import { validateResource } from './rules/validate.ts';
import { serve } from './serve.ts';

export const mostEntries = 100;
/** The function has 10 s for the whole request, and may answer with 6 MB: one entry's answer may take half of that. */
const enoughMs = 7000;
const enoughBytes = 2_500_000;

/**
 * Each entry as if it had been sent by itself, in their order: one that fails does not touch the others, so each resource
 * is checked by itself, and so is whether who asks may: the door of a batch is not that of what it holds. Entry n has the
 * request id `<request>/<n>`: a batch that is sent again does nothing twice.
 */
export const answerBatch = async (
  ports: FhirPorts,
  rows: readonly FhirRow[],
  request: SignedIn,
  bundle: Node,
): Promise<Result<Answer>> => {
  const entries: readonly unknown[] = Array.isArray(bundle.entry) ? bundle.entry : [];
  if (entries.length > mostEntries) return refuse('too-large', { diagnostics: `at most ${mostEntries} entries` });
  const shell = validateResource({ ...bundle, ...('entry' in bundle ? { entry: entries.map(withoutResource) } : {}) });
  if (!shell.ok) return shell;
  const requests = shell.value.resourceType === 'Bundle' ? (shell.value.entry ?? []).map((e) => e.request) : [];
  const started = Date.parse(ports.clock());
  const replies: (Reply | 'fault')[] = [];
  let bytes = 0;
  for (const [n, one] of requests.entries()) {
    const isLate = Date.parse(ports.clock()) - started > enoughMs || bytes > enoughBytes;
    const sent = entries[n];
    const resource = isNode(sent) ? sent.resource : undefined;
    const reply = isLate ? later : await answered(ports, rows, request, one, resource, n);
    bytes += Buffer.byteLength(JSON.stringify(reply));
    replies.push(reply);
  }
  const entry = replies.map((reply): BundleEntry<FhirResource> => entryAnswer(reply, ports.publicUrl));
  return ok({
    status: 200,
    ...(replies.some((reply) => reply !== 'fault' && isMissed(reply)) ? { missed: true } : {}),
    body: { resourceType: 'Bundle', type: 'batch-response', entry } satisfies Bundle<FhirResource>,
  });
};

const later = refuse('busy', {
  diagnostics: 'Send the same batch again, or ask less at a time: what is done is not done twice.',
});

const withoutResource = (entry: unknown): unknown =>
  isNode(entry) ? Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'resource')) : entry;

const answered = async (
  ports: FhirPorts,
  rows: readonly FhirRow[],
  request: SignedIn,
  entry: BundleEntryRequest | undefined,
  resource: unknown,
  n: number,
): Promise<Reply | 'fault'> => {
  if (!entry) return refuse('missing-element', { expression: `Bundle.entry[${n}].request` });
  try {
    const call = readEntryCall(rows, ports.publicUrl, request, entry, resource, n);
    if (!call.ok) return call;
    const { actor } = request.principal;
    const acting = await ports.participants.organisation(actor.organisation);
    if (!acting || !mayEnter(acting, actor, needsOf(call.value.row))) return refuse('role-may-not');
    return await serve(call.value.row, ports)(call.value.request);
  } catch (error) {
    ports.report(error, request);
    return isUnanswered(error) ? refuse('busy') : 'fault';
  }
};
