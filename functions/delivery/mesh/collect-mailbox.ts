import * as z from 'zod/mini';
import { notTheirPatient } from '../../../contracts/lifecycle/ways.ts';
import type { Row } from '../../views/row.ts';
import type { SentTo } from '../../views/sent-documents.ts';
import type { Answer, Answered } from '../answer.ts';
import type { DocumentWays, PagePorts } from '../document/ports.ts';
import { settleSent } from '../document/settle-sent.ts';
import type { Verdict } from '../outcome.ts';
import type { DeliveryPorts } from '../ports.ts';
import { type Heard, heardIn, isReport, senderOf } from './heard.ts';
import type { Mesh } from './mesh-client.ts';

const inbox = z.object({ messages: z.array(z.string()) });

/** Oldest first, for half of the time that the function has, whatever comes of them. The next look takes the rest. */
const longestLookMs = 30_000;

const verdicts: Readonly<Record<Heard['says'], Verdict>> = {
  taken: { outcome: 'infrastructure-ack', reason: 'taken' },
  'right-person': { outcome: 'business-ack', reason: 'right-person' },
  'not-theirs': { outcome: 'refused', reason: notTheirPatient.code, everywhere: true },
  refused: { outcome: 'refused', reason: 'refused' },
  'not-delivered': { outcome: 'unknown', reason: 'not-collected', usedUp: true },
};

/**
 * Empties the hub's MESH mailbox: what was heard of documents is settled as any other try is, and only then forgotten by
 * MESH, so that a crash in between hears it again. One message that cannot be settled does not keep the others.
 */
export const collectMailbox =
  (on: PagePorts): DocumentWays['collect'] =>
  async (ports) => {
    const { mesh } = on;
    if (!mesh) return;
    const until = new Date(Date.parse(ports.clock()) + longestLookMs).toISOString();
    const ids = inbox.safeParse(bodyOf(await mesh.list())).data?.messages;
    if (!ids) throw new Error('MESH did not say what lies in the mailbox');
    const failures: unknown[] = [];
    for (const id of ids) {
      if (ports.clock() >= until) break;
      await hear(ports, { ...on, mesh }, id).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };

/** What comes in parts (206) is larger than any answer. */
const handedOut = [200, 206];

const hear = async (
  ports: DeliveryPorts,
  { mesh, sent: documents, strange }: PagePorts & { readonly mesh: Mesh },
  id: string,
): Promise<void> => {
  const answer = await mesh.read(id);
  if (answer.kind !== 'answered' || !handedOut.includes(answer.status))
    throw new Error('MESH did not hand out a message');
  const heard = heardIn(answer);
  const sent = heard && (await documents.find(heard.document));
  // Left there, five hundred of them would hide every answer behind them (the most that MESH lists).
  if (!heard || !sent || !isFrom(answer, sent)) strange(senderOf(answer));
  else
    await settleSent(ports, sent, {
      way: 'document',
      verdict: verdicts[heard.says],
      isNews: (row, wanted) => isNews(row, wanted, heard),
    });
  await mesh.acknowledge(id);
};

/** Whoever got a document answers it, and nobody else. MESH sets the sender, and none in its own reports. */
const isFrom = (answer: Answered, { mailbox }: SentTo): boolean =>
  mailbox !== undefined && (isReport(answer) ? [undefined, mailbox] : [mailbox]).includes(senderOf(answer));

/** It may have gone another way meanwhile, or been fetched: then that this way failed is no news. */
const isNews = ({ told = 0, way }: Row, wanted: number, { says }: Heard): boolean => {
  if (says === 'not-theirs') return true;
  if (says === 'taken' || says === 'right-person')
    return told < wanted || (way === 'document' && says === 'right-person');
  return way === 'document' && (told < wanted || says === 'refused');
};

const bodyOf = (answer: Answer): unknown =>
  answer.kind === 'answered' && answer.status === 200 ? answer.body : undefined;
