import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../build/replace-file.ts';
import { type PracticeAnswer, responseTo } from './response.ts';

/** The hub's own mailbox on one machine; those of practices are whatever else begins so. */
export const hubMailbox = 'X26HUB01';
export const isMailbox = (mailbox: string): boolean => /^X26[A-Z0-9]{2,17}$/.test(mailbox);

const place = z.object({ url: z.url() });
const file = (data: string): string => join(data, 'mesh.json');

/** Tells the command below where the simulated MESH is. */
export const announceMesh = (data: string, url: string): Promise<void> =>
  replaceFile(file(data), JSON.stringify({ url }));

const inbox = z.object({ messages: z.array(z.string()) });
const attachment = z.object({ contentType: z.literal('application/pdf'), title: z.string(), data: z.string() });

/** A document as a practice's system finds it. */
interface Found {
  readonly id: string;
  /** What an answer names. */
  readonly document: string;
  readonly title: string;
  readonly pdf: Buffer;
}

/** A practice's system, as far as it speaks with MESH: by the API, from the outside. */
export const practiceMailbox = async (data: string, mailbox: string) => {
  const text = await readFile(file(data), 'utf8').catch(() => '');
  if (text === '') throw new Error('No MESH is running here. Start the hub in another terminal: npm start');
  const { url } = place.parse(JSON.parse(text));
  const call = async (method: string, path: string, headers = {}, body?: string): Promise<Response> => {
    const [nonce, time] = [randomUUID(), new Date().toISOString().replace(/\D/g, '').slice(0, 12)];
    const signed = createHmac('sha256', 'simulated').update(`${mailbox}:${nonce}:1:any:${time}`).digest('hex');
    const authorization = `NHSMESH ${mailbox}:${nonce}:1:${time}:${signed}`;
    const answer = await fetch(`${url}/messageexchange/${mailbox}${path}`, {
      ...{ method, headers: { authorization, ...headers } },
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`MESH answered ${answer.status}`);
    return answer;
  };
  const documentIn = async (id: string): Promise<Found> => {
    const answer = await call('GET', `/inbox/${id}`);
    const found = attachmentIn(await answer.json());
    const document = answer.headers.get('mex-localid') ?? '';
    return { id, document, title: found.title, pdf: Buffer.from(found.data, 'base64') };
  };
  return {
    documents: async (): Promise<Found[]> => {
      const { messages } = inbox.parse(await (await call('GET', '/inbox')).json());
      return Promise.all(messages.map(documentIn));
    },
    /** Collects it, and answers the hub. */
    answer: async ({ id, document }: Found, says: PracticeAnswer): Promise<void> => {
      await call('PUT', `/inbox/${id}/status/acknowledged`);
      const headers = {
        ...{ 'mex-from': mailbox, 'mex-to': hubMailbox, 'mex-workflowid': 'GPCONNECT_SEND_DOCUMENT_ACK' },
        ...{ 'mex-localid': randomUUID(), 'content-type': 'application/fhir+json' },
      };
      await call('POST', '/outbox', headers, responseTo(document, says));
    },
  };
};

/** Wherever in the document it is. */
const attachmentIn = (value: unknown): z.infer<typeof attachment> => {
  const found = search(value);
  if (!found) throw new Error('This is no document: it has no PDF');
  return found;
};

const search = (value: unknown): z.infer<typeof attachment> | undefined => {
  const here = attachment.safeParse(value);
  if (here.success) return here.data;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.values(value)
    .map(search)
    .find((one) => one !== undefined);
};
