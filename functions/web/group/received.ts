import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import type { TheirWords } from '../../../contracts/lifecycle/ring-group.ts';
import type { RegisterLine } from '../../../mappings/partner/register.ts';
import { textClient } from '../../domain/hub.ts';
import { roomLinkName } from '../../domain/meetings/link-names.ts';
import { refuse } from '../../domain/result.ts';
import type { ApiRequest, Reply } from '../../http/request.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { TextQuestion } from '../../views/text-questions.ts';
import { jsonIn } from './json-in.ts';
import type { GroupPorts } from './ports.ts';
import { recordLine } from './record-line.ts';
import { sessionOf } from './session.ts';

/** https://docs.notifications.service.gov.uk/rest-api.html#received-text-messages */
const receivedText = z.object({
  ...{ id: z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/)), source_number: z.string(), message: z.string() },
});
type Received = z.infer<typeof receivedText>;

/** What one word means; anything else, HELP too, is for a human. */
const meant = { ALL: 'came', NONE: 'did-not-come' } as const;
const isMeant = (word: string): word is keyof typeof meant => Object.hasOwn(meant, word);
const wordIn = (message: string): string => message.trim().replace(/[.!]$/, '').toUpperCase();

export const isNotify = ({ headers }: ApiRequest, token: string): boolean => {
  const [a, b] = [Buffer.from(headers.authorization ?? ''), Buffer.from(`Bearer ${token}`)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const isUnsaid = ({ result }: RegisterLine): boolean => result === undefined || result === 'not-sure';

/**
 * Of whom it still asks. What the service wrote down meanwhile is no word of the group's, as on the page: where the group was asked about
 * everybody and has spoken of nobody, it is asked about everybody still.
 */
const asksAbout = (all: readonly RegisterLine[], count: number): readonly RegisterLine[] =>
  all.length === count && all.every((line) => isUnsaid(line) || line.noted) ? all : all.filter(isUnsaid);

/** Everybody of a session, and those of whom it is still to say whether they came, as whoever answers by text message may see them. */
const unanswered = async (
  ports: GroupPorts,
  { link, organisation, since, count }: TextQuestion,
  request: ApiRequest,
) => {
  const open = await ports.openSession(link, { organisation, since });
  if (!open) return undefined;
  const actor = { client: textClient, organisation };
  const session = await sessionOf(ports)(open, { ...request, principal: { actor, organisations: [organisation] } });
  const all = session.ok ? (session.value?.lines ?? []) : [];
  return { actor, open, all, lines: asksAbout(all, count), isOff: session.ok && all.length === 0 };
};

/** In one referral of the session: whoever rings about one person hears of the others. */
const ring = async (ports: GroupPorts, question: TextQuestion, request: ApiRequest, why: TheirWords): Promise<void> => {
  const asked = await unanswered(ports, question, request);
  const [line] = asked?.lines ?? [];
  if (line) return ports.ring({ referral: line.task.slice(0, line.task.indexOf('.')), task: line.task, why });
  // What it asked about is over: they mean something else that is open, and whoever delivers finds out what.
  if (!(await ports.ringAny(question.link, why)))
    await ports.said({ kind: 'ring', organisation: question.organisation, why });
};

/** Of everybody it asked about, and only while it still asks about as many: nothing is guessed. */
const answerAll = async (
  ports: GroupPorts,
  question: TextQuestion,
  { id }: Received,
  { request, result }: { readonly request: ApiRequest; readonly result: 'came' | 'did-not-come' },
): Promise<boolean> => {
  const asked = await unanswered(ports, question, request);
  if (!asked || asked.lines.length === 0 || asked.lines.length !== question.count) return false;
  const done = await inParallel(asked.lines, 8, ({ task, meeting }) => {
    const identity = { id: `${id}/${task}`, correlation: request.correlationId, bodyHash: request.bodyHash };
    return recordLine(ports)(asked.actor, identity, { task, meeting, result });
  });
  return done.every(({ ok }) => ok);
};

/**
 * Questions that still wait: where everybody has been spoken of since in another way, the question is over, unless it is the newest and what
 * stands is the service's own word; and where nobody is on the list any more, as the meeting was moved or called off. `says`: whether it says of each what stands by now, so that it comes to nothing, however late;
 * undefined: none is over.
 */
const stillOpen = async (
  ports: GroupPorts,
  { waiting, newest }: { readonly waiting: readonly TextQuestion[]; readonly newest: TextQuestion },
  request: ApiRequest,
) => {
  const looked = await Promise.all(
    waiting.map(async (question) => ({ question, asked: await unanswered(ports, question, request) })),
  );
  const over = looked.filter(({ asked }) => asked && asked.all.length > 0 && !asked.all.some(isUnsaid));
  const others = looked.filter((one) => !over.includes(one) && !one.asked?.isOff);
  const silent = over.filter(({ question, asked }) => question === newest && asked && asked.lines.length > 0);
  return {
    open: (others.length > 0 ? others : silent).map(({ question }) => question),
    says: (result: (typeof meant)[keyof typeof meant]): boolean =>
      over.some(({ asked }) => asked?.all.every((line) => line.result === result)),
  };
};

/**
 * Somebody answers what the person was told. Whose telephone it is, and what they want, a human finds out: each of those about whom a text
 * went to it is rung. The words are not kept.
 */
const ringPeople = async ({ ledger, ring }: GroupPorts, referrals: readonly string[]): Promise<void> => {
  for (const id of referrals) {
    // One that was disposed of has nobody to ring.
    const task = (await ledger.load(id))?.referral.task.id;
    if (task !== undefined) await ring({ referral: id, task, why: 'person-wrote' });
  }
};

/** They were last asked whether they have room: "None" says nothing of who came. */
const isOfRoom = ({ link, organisation, answered }: TextQuestion): boolean =>
  answered === undefined && link === linkIdOf(roomLinkName(organisation));

/** A text message of somebody who was asked "Expected: 3. How many came?", or of a person who was told something. What nobody asked for is nobody's. */
const take = async (ports: GroupPorts, received: Received, request: ApiRequest): Promise<void> => {
  const number = received.source_number;
  const questions = await ports.texts.of(number);
  const newest = questions.at(-1);
  const word = wordIn(received.message);
  const told = newest && isMeant(word) ? [] : await ports.texts.toldAbout(number);
  await ringPeople(ports, told);
  if (!newest) return told.length > 0 ? undefined : ports.unasked();
  if (questions.some(({ answered }) => answered === received.id)) return;
  const waiting = questions.filter(({ answered, count }) => answered === undefined && count > 0);
  const { open, says } = await stillOpen(ports, { waiting, newest }, request);
  const [only = newest] = open;
  const forHuman = async (about: TextQuestion, why: TheirWords): Promise<void> => {
    await ring(ports, about, request, why);
    // What asked about nobody is answered by this; who asked how many came may still say so.
    for (const one of new Set([about, ...(isOfRoom(newest) ? [newest] : [])]))
      if (one.count === 0) await ports.texts.answered(number, one.link, received.id);
  };
  if (!isMeant(word)) return forHuman(open.at(-1) ?? newest, 'help');
  if (isOfRoom(newest)) return forHuman(newest, 'unclear');
  if (open.length === 0 && says(meant[word])) return;
  // Two sessions wait for an answer, or none: which one is meant a human finds out.
  if (open.length !== 1 || !(await answerAll(ports, only, received, { request, result: meant[word] })))
    return ring(ports, only, request, 'unclear');
  await ports.texts.answered(number, only.link, received.id);
};

/** Notify sends it again until it hears that it was taken: what was taken by then is a repeat, line by line. */
export const receivedBy =
  (ports: GroupPorts) =>
  async (request: ApiRequest): Promise<Reply> => {
    if (!isNotify(request, await ports.callbackToken())) return refuse('not-signed-in');
    const received = receivedText.safeParse(jsonIn(request.body));
    if (received.success) await take(ports, received.data, request);
    return { status: 204 };
  };
