import { systems } from '../../../contracts/systems.ts';
import { codeIn, kindOf } from '../../../functions/domain/coding.ts';
import { organisationOf } from '../../../functions/domain/referral.ts';
import type { Endpoint } from '../county/endpoint.ts';
import { codesOf, coordinator } from '../county/organisations.ts';
import type { Evidence, Finding } from './book.ts';

/** Every message is in its recipient's own store; the service's copy of each Task is the newest. */
export const everybodyTold = ({ county, books, outage }: Evidence): Finding => {
  const faults: string[] = [];
  const endpoints = new Map(county.endpoints.map((endpoint) => [endpoint.organisation, endpoint]));
  let messages = 0;
  let byHand = 0;
  let tasks = 0;
  for (const { id, now, rows } of books) {
    for (const one of now.communications.filter((c) => kindOf(c) === 'practice-message')) {
      messages += 1;
      const organisation = organisationOf(one.recipient?.[0]) ?? '';
      if (endpoints.get(organisation)?.messages.has(one.id ?? '')) continue;
      const row = rows.find((r) => r.message === one.id);
      // Who hears the status alone gets a receipt and the end; what is about the person is not sent.
      if (row?.outcome === 'withdrawn' && codesOf('council').includes(organisation)) continue;
      const sent = Date.parse(one.sent ?? '');
      // Only what a recipient missed that was away for longer than the hub tries is told by telephone.
      const away = organisation === outage.organisation && sent <= (outage.ended ?? 0) && one.received !== undefined;
      if (away) byHand += 1;
      else
        faults.push(
          `${organisation} never got ${one.id} (${codeIn(systems.practiceMessage, one.topic)}): ${row?.outcome}`,
        );
    }
    for (const task of [now.task, ...now.onward.map((o) => o.task), ...now.aborts]) {
      tasks += 1;
      const copy = endpoints.get(coordinator)?.tasks.get(task.id ?? '')?.meta.versionId;
      if (copy !== task.meta?.versionId)
        faults.push(`${coordinator} has version ${copy} of ${task.id}, the ledger ${task.meta?.versionId} (${id})`);
    }
  }
  if (byHand === 0 && outage.began !== undefined)
    faults.push('nothing was left to a human by an outage that is longer than the hub tries');
  return {
    figures: `${messages} messages, ${byHand} told by telephone after the outage; ${tasks} Tasks`,
    faults,
  };
};

/** What comes again is known as a repeat: one message has one request id, and one request id one body. */
export const repeatsAreKnown = ({ county }: Evidence): Finding => {
  const faults = county.endpoints.flatMap(twiceAt);
  const arrivals = county.endpoints.flatMap((e) => e.arrivals);
  const repeats = arrivals.length - new Set(arrivals.map((a) => a.requestId)).size;
  return {
    figures: `${arrivals.length} arrivals, ${repeats} of them repeats, ${arrivals.filter((a) => a.kept).length} kept`,
    faults,
  };
};

const twiceAt = ({ organisation, arrivals }: Endpoint): string[] => {
  const bodies = new Map<string, string>();
  const requests = new Map<string, string>();
  return arrivals.flatMap(({ requestId, bodyHash, messages }) => {
    const faults: string[] = [];
    if ((bodies.get(requestId) ?? bodyHash) !== bodyHash)
      faults.push(`${organisation}: ${requestId} came with another body`);
    bodies.set(requestId, bodyHash);
    for (const { id = '' } of messages) {
      if ((requests.get(id) ?? requestId) !== requestId)
        faults.push(`${organisation}: ${id} came under two request ids`);
      requests.set(id, requestId);
    }
    return faults;
  });
};

/** As they arrived at the servers, kept or not: an older state never after a newer one, messages in their order. */
export const neverBackwards = ({ county }: Evidence): Finding => {
  const faults: string[] = [];
  let compared = 0;
  for (const { organisation, arrivals } of county.endpoints) {
    const newest = new Map<string, number>();
    const first = new Set<string>();
    for (const { tasks, messages, requestId } of arrivals) {
      for (const { id, meta } of tasks) {
        compared += 1;
        const version = Number(meta.versionId);
        if (version < (newest.get(id) ?? 0))
          faults.push(`${organisation}: ${id} version ${version} came after ${newest.get(id)} (${requestId})`);
        newest.set(id, Math.max(version, newest.get(id) ?? 0));
      }
      for (const { id = '' } of messages) {
        if (first.has(id)) continue;
        first.add(id);
        const [referral = '', number = ''] = id.split('.m');
        const lane = `${referral} messages`;
        if (Number(number) < (newest.get(lane) ?? 0))
          faults.push(`${organisation}: message ${id} came after a later one`);
        newest.set(lane, Number(number));
      }
    }
  }
  return { figures: `${compared} states compared`, faults };
};
