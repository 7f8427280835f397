import { z } from 'zod';
import type { SimulatedMesh } from '../../../infra/local/mesh/mesh.ts';
import { hubMailbox } from '../../../infra/local/mesh/practice-mailbox.ts';
import { responseTo } from '../../../infra/local/mesh/response.ts';

const document = z.object({
  entry: z.array(
    z.looseObject({
      resource: z.looseObject({
        entry: z.array(z.looseObject({ resource: z.looseObject({ description: z.string().optional() }) })).optional(),
      }),
    }),
  ),
});

/** A practice's MESH mailbox, and the documents that its system took out of it. */
export interface Mailbox {
  /** Takes what lies there, and says that the person is theirs. */
  collect(): void;
  /** Title of each, `The referral has ended: HO-7K3M-2P4X`, by the id that the hub gave it: a repeat is the same one. */
  readonly documents: ReadonlyMap<string, string>;
}

export const openMailbox = (
  { mailboxes }: Pick<SimulatedMesh, 'mailboxes'>,
  mailbox: string,
  /** Told of what stands on each, and of what is in it. */
  saw: (envelope: string, document: string) => void,
): Mailbox => {
  const documents = new Map<string, string>();
  return {
    documents,
    collect: () => {
      for (const letter of mailboxes.in(mailbox)) {
        const { id, localId, body, workflow } = letter;
        saw(JSON.stringify({ ...letter, body: '' }), body);
        const parts = document.parse(JSON.parse(body)).entry.flatMap(({ resource }) => resource.entry ?? []);
        documents.set(localId, parts.map(({ resource }) => resource.description).find(Boolean) ?? '');
        mailboxes.take(mailbox, id);
        const answer = { to: hubMailbox, from: mailbox, workflow: `${workflow}_ACK`, localId: `answer-${localId}` };
        mailboxes.put({ ...answer, body: responseTo(localId, 'right-person') });
      }
    },
  };
};
