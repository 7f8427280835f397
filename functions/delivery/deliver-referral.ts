import type { Way } from '../../contracts/lifecycle/ways.ts';
import type { Paused } from '../domain/participant.ts';
import { wayFrom } from '../domain/reach.ts';
import { heardBy, isPending } from '../views/happened.ts';
import type { Row } from '../views/row.ts';
import type { Entered } from './gate.ts';
import { behind, headOf, isLeased, type Lane, lanesOf, leftBefore, mustWait } from './lanes.ts';
import { meshLine, notifyLine } from './line.ts';
import { pauseOf } from './paused.ts';
import type { DeliveryPorts } from './ports.ts';
import { type Change, deferred, held, putOff } from './settle.ts';
import { endOfRound } from './steps.ts';
import { skip, tellHead, waitFor, writeOf } from './tell-head.ts';

/** Within the time that one invocation has: what is left goes on with the next message from the queue. */
const mostPasses = 3;
const mostRounds = 3;

/**
 * Sends everything of a referral that is wanted, not told and not waiting. An event, a queue delay and the sweep all come
 * here; each only says "look". A row is claimed before it is sent and settled under that claim, so two at once send once.
 *
 * Who sent a message looks once more: whoever looked meanwhile saw the claim, and left what is new behind it to its holder. How
 * things stand is one row: what is new of it moved the row under its claim, and was seen by whoever settled it.
 */
export const deliverReferral =
  (ports: DeliveryPorts) =>
  async (referral: string): Promise<void> => {
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const lanes = lanesOf(await ports.rows.read(referral));
      const ends = await Promise.allSettled(lanes.map((lane) => runLane(ports, lane)));
      // Only when every lane has come to its end: a function that is frozen must not be in the middle of a send.
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
      if (!ends.some((end) => end.status === 'fulfilled' && end.value)) return;
    }
    await ports.again(referral, 0);
  };

/** Whether to look once more. What was put by, to wait for a person, was not sent. */
const runLane = async (ports: DeliveryPorts, lane: Lane): Promise<boolean> => {
  let rows = lane;
  let sent = false;
  const isMessages = lane.some(({ message }) => message !== undefined);
  for (let round = 0; round < mostRounds; round += 1) {
    const now = ports.clock();
    const next = await nextOf(ports, rows, now);
    if (!next || isLeased(next.head, now)) return sent;
    const { head, way } = next;
    if (mustWait(head, now)) {
      await deferRest(ports, rows, head, now);
      return sent;
    }
    // What the person is told goes on while their coordinator is paused: it goes to them, by Notify.
    const paused = head.person === undefined ? await pauseOf(ports, head.organisation) : undefined;
    const step = paused && !goesRound(paused, way) ? hold(ports, head, paused) : go(ports, head, now, way);
    const { after, tried } = await step;
    if (!after) return sent;
    sent ||= tried && after.wanted !== undefined && (isMessages || isPending(after));
    rows = rows.map((row) => (row.sk === after.sk ? after : row));
  }
  return sent;
};

interface Step {
  readonly after: Row | undefined;
  /** A try was made. */
  readonly tried: boolean;
}

interface Next {
  readonly head: Row;
  readonly way: Way | undefined;
}

/** What was left to be fetched goes first where it can be sent by now: it would arrive after what is newer otherwise. */
const nextOf = async (ports: DeliveryPorts, lane: Lane, now: string): Promise<Next | undefined> => {
  const head = headOf(lane, now);
  const left = head && leftBefore(lane, head, now);
  const way = left && (await wayOf(ports, left));
  if (left && way !== 'poll') return { head: left, way };
  return head && { head, way: await wayOf(ports, head) };
};

/** How things stand has one way; a message has those of the area that its recipient has. */
const wayOf = async ({ participants, area }: DeliveryPorts, head: Row): Promise<Way | undefined> => {
  if (head.link !== undefined || head.person !== undefined) return 'notify';
  if (head.message === undefined) return 'fhir';
  const recipient = await participants.organisation(head.organisation);
  return recipient && wayFrom(area.ways, recipient, head.way);
};

/** An endpoint that is gone keeps nothing that can go another way. */
const goesRound = ({ reason }: Paused, way: Way | undefined): boolean =>
  reason === 'endpoint-gone' && way !== undefined && way !== 'fhir';

/** Breaker and budget are of who answers: the recipient, MESH or Notify. That nobody collected a document is found without it. */
const lineOf = (head: Row, way: Way | undefined): string | undefined => {
  if (way === 'fhir') return head.organisation;
  if (way === 'notify') return notifyLine;
  return way === 'document' && heardBy(head) === undefined ? meshLine : undefined;
};

const go = async (ports: DeliveryPorts, head: Row, now: string, way: Way | undefined): Promise<Step> => {
  const line = lineOf(head, way);
  if (way === undefined || line === undefined) return { after: await tellHead(ports, head, now, { way }), tried: true };
  const entered = await ports.gates.enter(line, head.next !== undefined);
  // What waits for MESH may lie among what waits for its recipient.
  if (way !== 'fhir' && 'until' in entered) await ports.gates.expect(head.organisation);
  return { after: await follow(ports, { head, way }, now, entered), tried: entered.kind === 'go' };
};

const follow = async (
  ports: DeliveryPorts,
  { head, way }: { readonly head: Row; readonly way: Way },
  now: string,
  entered: Entered,
): Promise<Row | undefined> => {
  switch (entered.kind) {
    case 'go':
      return tellHead(ports, head, now, { way, pass: entered.pass });
    case 'broken':
      return skip(ports, head, now, way);
    case 'wait':
      return isOver(head, now) ? skip(ports, head, now, way) : wait(ports, head, now, entered.until);
    case 'turn':
      return queue(ports, head, entered.until);
    case 'crowd':
      await ports.again(head.referral, 1);
      return undefined;
  }
};

/** Its turn is soon, so that the queue waits for it; one that is far, or that the queue loses, the sweep finds. */
const queue = async (ports: DeliveryPorts, head: Row, turn: string): Promise<Row | undefined> => {
  const after = await write(ports, head, deferred(head, turn));
  if (after) await waitFor(ports, head.referral, turn);
  return after;
};

/** Nothing is claimed or tried; the sweep looks again, and in order, once the head's time has come. */
const hold = async (ports: DeliveryPorts, head: Row, { reason }: Paused): Promise<Step> => {
  await ports.gates.expect(head.organisation);
  const wrote = await ports.rows.write(writeOf(head, held(head, ports.clock())));
  if (wrote.kind !== 'written') return { after: undefined, tried: false };
  ports.reportHeld({ referral: head.referral, recipient: head.organisation, reason });
  return { after: wrote.row, tried: false };
};

/** Once its time has passed, a message whose recipient asks for more is as one that was tried in vain. */
const isOver = ({ began }: Row, now: string): boolean => began !== undefined && now >= endOfRound(began);

const wait = (ports: DeliveryPorts, head: Row, now: string, until: string): Promise<Row | undefined> => {
  const end = endOfRound(head.began ?? now);
  return write(ports, head, putOff(head, until < end ? until : end, now));
};

const write = async ({ rows }: DeliveryPorts, row: Row, change: Change): Promise<Row | undefined> => {
  const wrote = await rows.write(writeOf(row, change));
  return wrote.kind === 'written' ? wrote.row : undefined;
};

/** The rest of a lane waits for its head, and the sweep does not look at it before. */
const deferRest = async (ports: DeliveryPorts, lane: Lane, head: Row, now: string): Promise<void> => {
  const { next } = head;
  if (next === undefined) return;
  const late = behind(lane, head, now).filter((row) => (row.next ?? '') < next);
  // The head may wait by a way that is not the recipient's own.
  if (late.length > 0) await ports.gates.expect(head.organisation);
  await Promise.all(late.map((row) => write(ports, row, putOff(row, next, head.began && now))));
};
