import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type PracticeMessage, practiceMessages } from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import {
  type Communication,
  locationsOf,
  referenceOf,
  referralOf,
  tasksOf,
} from '../../../infra/local/demo/peer/fhir.ts';
import type { Answer, Client } from './client.ts';
import type { Endpoint } from './endpoint.ts';
import type { Mailbox } from './mailbox.ts';
import { taken } from './refused.ts';

/** What a sender keeps of its own referral. */
export interface Sent {
  readonly organisation: string;
  /** `<referral>`: ids of its resources begin with it. */
  readonly id: string;
  /** `HO-7K3M-2P4X` */
  readonly reference: string;
  /** `ServiceRequest/…` */
  readonly request: string;
  readonly requestId: string;
  readonly bundle: object;
}

/** A practice, or a council: whoever refers and then hears what became of it. */
export interface Practice {
  readonly organisation: string;
  refer(bundle: object): Promise<Sent>;
  /** The same once more: with the same request id, or as a new request. */
  sendAgain(sent: Sent, asNew: boolean): Promise<Answer>;
  withdraw(sent: Sent, reason: string): Promise<Answer>;
  /** The practice knows something of the person: `died`. */
  report(sent: Sent, circumstance: string): Promise<Answer>;
  /** Something for the service to know. Answers the id of it. */
  writes(sent: Sent, text: string): Promise<string>;
  /** What names the message of that topic that has come, and that nobody has said here was read. */
  has(sent: Sent, topic: PracticeMessage): string | undefined;
  hasMessage(id: string): boolean;
  /** It reads on paper: whoever has read something rings the service. */
  readonly rings: boolean;
  acknowledge(message: string, by: string): Promise<Answer>;
}

export const practice = (organisation: string, client: Client, inbox: Endpoint | Mailbox): Practice => {
  const messages = 'messages' in inbox ? inbox.messages : new Map<string, Communication>();
  const read = new Set<string>();
  const post = (path: string, body: object, requestId: string = randomUUID()): Promise<Answer> =>
    client.call({ method: 'POST', path, organisation, body, requestId });

  return {
    organisation,
    refer: async (bundle) => {
      const answer = taken('refer', await post('/FHIR/R4', bundle));
      const [task] = tasksOf(answer.body);
      const request = locationsOf(answer.body).find((l) => l.startsWith('ServiceRequest/'));
      if (!task || !request) throw new Error('The hub answered a referral without its Task');
      const { requestId } = answer;
      return { organisation, id: referralOf(task.id), reference: referenceOf(task) ?? '', request, requestId, bundle };
    },

    sendAgain: ({ bundle, requestId }, asNew) => post('/FHIR/R4', bundle, asNew ? randomUUID() : requestId),

    withdraw: async ({ request }, reason) => {
      const path = `/FHIR/R4/${request}`;
      for (;;) {
        const current = taken('read request', await client.call({ method: 'GET', path, organisation }));
        const known = z.looseObject({ note: z.array(z.unknown()).default([]) }).parse(current.body);
        const body = { ...known, status: 'revoked', note: [...known.note, { text: reason }] };
        const answer = await client.call({ method: 'PUT', path, organisation, body, ifMatch: current.etag });
        if (answer.status !== 412) return taken('withdraw', answer);
      }
    },

    report: async ({ id }, circumstance) =>
      taken(
        'report',
        await post('/FHIR/R4/Communication', {
          ...{ resourceType: 'Communication', status: 'in-progress' },
          category: [{ coding: [{ system: systems.recordKind, code: 'circumstance' }] }],
          topic: { coding: [{ system: systems.circumstance, code: circumstance }] },
          about: [{ reference: `Task/${id}.t1` }],
        }),
      ),

    writes: async ({ id }, text) => {
      const answer = await post('/FHIR/R4/Communication', {
        ...{ resourceType: 'Communication', status: 'completed', payload: [{ contentString: text }] },
        category: [{ coding: [{ system: systems.recordKind, code: 'note' }] }],
        about: [{ reference: `Task/${id}.t1` }],
      });
      return z.looseObject({ id: z.string() }).parse(taken('write', answer).body).id;
    },

    has: ({ id, reference }, topic) => {
      if ('collect' in inbox) {
        inbox.collect();
        const title = `${practiceMessages[topic].display}: ${reference}`;
        return [...inbox.documents].find(([, one]) => one === title)?.[0];
      }
      return [...messages.values()].find(
        (m) =>
          m.id !== undefined &&
          !read.has(m.id) &&
          referralOf(m.id) === id &&
          m.topic?.coding?.some((c) => c.system === systems.practiceMessage && c.code === topic),
      )?.id;
    },

    rings: 'collect' in inbox,

    hasMessage: (id) => messages.has(id),

    acknowledge: async (message, by) => {
      read.add(message);
      return taken(
        'acknowledge',
        await post('/FHIR/R4/Communication', {
          ...{ resourceType: 'Communication', status: 'completed' },
          category: [{ coding: [{ system: systems.recordKind, code: 'acknowledgement' }] }],
          inResponseTo: [{ reference: `Communication/${message}` }],
          sender: { display: by },
        }),
      );
    },
  };
};
