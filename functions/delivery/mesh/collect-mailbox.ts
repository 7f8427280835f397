import * as z from 'zod/mini';
import { notTheirPatient } from '../../../contracts/lifecycle/ways.ts';
import { isPending } from '../../views/happened.ts';
import type { Row } from '../../views/row.ts';
import type { Answer } from '../answer.ts';
import type { DocumentWays, PagePorts } from '../document/ports.ts';
import { isLeased } from '../lanes.ts';
import type { Verdict } from '../outcome.ts';
import type { DeliveryPorts } from '../ports.ts';
import { conclude } from '../tell-head.ts';
import { type Heard, heardIn } from './heard.ts';
import type { Mesh } from './mesh-client.ts';

const inbox = z.object({ messages: z.array(z.string()) });

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
    const ids = inbox.safeParse(bodyOf(await mesh.list())).data?.messages;
    if (!ids) throw new Error('MESH did not say what lies in the mailbox');
    const failures: unknown[] = [];
    for (const id of ids) await hear(ports, { ...on, mesh }, id).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };

const hear = async (
  ports: DeliveryPorts,
  { mesh, sent: documents, strange }: PagePorts & { readonly mesh: Mesh },
  id: string,
): Promise<void> => {
  const answer = await mesh.read(id);
  if (answer.kind !== 'answered' || answer.status !== 200) throw new Error('MESH did not hand out a message');
  const heard = heardIn(answer);
  const sent = heard && (await documents.find(heard.document));
  if (!heard || !sent) return strange();
  const row = (await ports.rows.read(sent.referral)).find(({ sk }) => sk === sent.sk);
  if (row?.wanted !== undefined && isNews(row, row.wanted, heard)) await settle(ports, row, row.wanted, heard);
  await mesh.acknowledge(id);
};

/** It may have gone another way meanwhile, or been fetched: then that this way failed is no news. */
const isNews = ({ told = 0, way }: Row, wanted: number, { says }: Heard): boolean => {
  if (says === 'not-theirs') return true;
  if (says === 'taken' || says === 'right-person')
    return told < wanted || (way === 'document' && says === 'right-person');
  return way === 'document' && (told < wanted || says === 'refused');
};

const settle = async (ports: DeliveryPorts, row: Row, version: number, { says }: Heard): Promise<void> => {
  const ending = { row, version, verdict: verdicts[says], followed: false, way: 'document' as const };
  const after = isLeased(row, ports.clock()) ? undefined : await conclude(ports, ending);
  // Somebody is just writing it: heard again with the next look.
  if (!after) throw new Error('What was heard of a document could not be kept');
  if (isPending(after)) await ports.again(row.referral, 0);
};

const bodyOf = (answer: Answer): unknown =>
  answer.kind === 'answered' && answer.status === 200 ? answer.body : undefined;
