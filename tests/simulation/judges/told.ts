import type { Communication, Task } from 'fhir/r4.js';
import type { Endpoint } from '../county/endpoint.ts';
import { codesOf, coordinator, hooked, onPaper } from '../county/organisations.ts';
import type { Book, Evidence, Finding } from './book.ts';
import { notArrived } from './owing.ts';
import { codeIn, topicOf } from './state.ts';

/** Who hears only how it stands is told nothing of these: they are about the person (DESIGN 4, least data). */
const aboutThePerson: readonly string[] = ['first-meeting', 'correction'];

const behindItsEndpoint = 'wellbeing-service';

/** Every message is in its recipient's own store; the service's copy of each Task is the newest. */
export const everybodyTold = ({ county, books, outage, told }: Evidence): Finding => {
  const faults: string[] = [];
  const endpoints = new Map(county.endpoints.map((endpoint) => [endpoint.organisation, endpoint]));
  const titles = countOf(
    Object.values(county.paper).flatMap((box) => {
      box.collect();
      if (box.documents.size === 0) faults.push('a practice that reads on paper got nothing');
      return [...box.documents.values()];
    }),
  );
  // The software behind the service's endpoint is not sent what it did itself and was answered.
  const software = county.clients.find(({ name }) => name === behindItsEndpoint);
  const answered = new Set(software?.acts.flatMap(({ versions }) => versions));
  const owed: string[] = [];
  const references = new Map(told.map(({ sent }) => [sent?.id, sent?.reference]));
  let messages = 0;
  let byHand = 0;
  let tasks = 0;
  for (const book of books) {
    const { id, now } = book;
    for (const one of now.said) {
      const topic = topicOf(one);
      const organisation = codeIn(one.recipient?.[0]);
      if (topic === undefined || isWithheld(organisation, topic)) continue;
      messages += 1;
      if (endpoints.get(organisation)?.messages.has(one.id ?? '')) continue;
      if (onPaper.includes(organisation)) {
        owed.push(`${one.topic?.coding?.[0]?.display}: ${references.get(id)}`);
        continue;
      }
      // A call is rung about whether or not its message arrives (owed-calls.ts), and stops once somebody was rung.
      if (topic === 'please-call' && one.status !== 'in-progress') continue;
      // Only what a recipient missed that was away for longer than the hub tries is told by telephone.
      const wasAway = organisation === outage.organisation && Date.parse(one.sent ?? '') <= (outage.ended ?? 0);
      if (wasAway && wasGivenUp(book, one) && one.received !== undefined) byHand += 1;
      else faults.push(`${organisation} never got ${one.id} (${topic})`);
    }
    for (const task of [now.task, ...now.onward.map((o) => o.task), ...now.aborts]) {
      tasks += 1;
      const isHooked = codeIn(task.owner) === hooked;
      const isSent = wasSent(book, task);
      if (isHooked && !isSent && endpoints.get(hooked)?.tasks.has(task.id ?? ''))
        faults.push(`${hooked} was told of ${task.id}, and was never asked`);
      for (const whose of [coordinator, ...(isHooked && isSent ? [hooked] : [])]) {
        const copy = endpoints.get(whose)?.tasks.get(task.id ?? '')?.meta.versionId;
        const isOwn = whose === coordinator && answered.has(`${id} ${task.meta?.versionId}`);
        if (copy !== task.meta?.versionId && !isOwn)
          faults.push(`${whose} has version ${copy} of ${task.id}, the ledger ${task.meta?.versionId} (${id})`);
      }
    }
  }
  // Two messages about one person may have one title: each is a document of its own.
  for (const [title, times] of countOf(owed)) {
    const came = titles.get(title) ?? 0;
    if (came !== times) faults.push(`${came} of ${times} documents came: ${title}`);
  }
  if (owed.length === 0) faults.push('nothing went as a document');
  return {
    figures: `${messages} messages, ${owed.length} of them on paper, ${byHand} told by telephone after the outage; ${tasks} Tasks`,
    faults,
  };
};

/** What was only ever a draft is nobody's but its author's. */
const wasSent = ({ states }: Book, { id }: Task): boolean =>
  states.some(({ onward }) => onward.some(({ task }) => task.id === id && task.status === 'requested'));

const countOf = (titles: Iterable<string>): Map<string, number> =>
  new Map([...Map.groupBy(titles, (title) => title)].map(([title, all]) => [title, all.length]));

const isWithheld = (organisation: string, topic: string): boolean =>
  codesOf('council').includes(organisation) && aboutThePerson.includes(topic);

export const wasGivenUp = ({ states }: Book, { id }: Communication): boolean =>
  states.some((state) => notArrived(state).some(({ message }) => message.id === id));

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
  return arrivals.flatMap(({ requestId, bodyHash, messages, path }) => {
    const faults: string[] = [];
    if ((bodies.get(requestId) ?? bodyHash) !== bodyHash)
      faults.push(`${organisation}: ${requestId} came with another body`);
    bodies.set(requestId, bodyHash);
    // How things stand comes again whenever it changes; a message is one message.
    for (const { id = '' } of path === '/Communication' ? messages : []) {
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
