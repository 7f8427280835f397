import { extensions, systems } from '../../../contracts/systems.ts';
import {
  bundle,
  type Communication,
  communication,
  type Task,
  task,
  tasksOf,
} from '../../../infra/local/demo/peer/fhir.ts';
import { onwardRequest } from '../../../infra/local/demo/wellbeing/onward-request.ts';
import { type Asked, answered } from './asked.ts';
import type { Answer, Client } from './client.ts';
import type { Endpoint } from './endpoint.ts';
import { coordinator } from './organisations.ts';
import { taken } from './refused.ts';

interface Change {
  readonly status?: string;
  readonly businessStatus?: string;
  readonly reason?: string;
  readonly reasonCode?: string;
  readonly reviewDate?: string;
  readonly outcome?: string;
  /** Whose case it becomes. */
  readonly assignee?: Person;
}

/** Somebody of the service: code and name, as its staff list has them. */
export interface Person {
  readonly code: string;
  readonly name: string;
}

type IfNo = Parameters<typeof onwardRequest>[1]['ifNo'];

const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

const wentThere = {
  medium: [coded(systems.participationMode, 'FACE')],
  extension: [{ url: extensions.needsMet, valueBoolean: true }],
};

/** The Task as it was read, with what is to change. */
const changed = (current: Task, change: Change): object => {
  const { status, businessStatus, reason, reasonCode, reviewDate, outcome, assignee } = change;
  const added = [
    ...(reviewDate ? [{ url: extensions.reviewDate, valueDate: reviewDate }] : []),
    ...(assignee ? [{ url: extensions.assignee, valueReference: personally(assignee) }] : []),
  ];
  const kept = (current.extension ?? []).filter(({ url }) => !added.some((one) => one.url === url));
  return {
    ...current,
    ...(status ? { status } : {}),
    ...(businessStatus ? { businessStatus: coded(systems.businessStatus, businessStatus) } : {}),
    ...(reason
      ? { statusReason: { ...(reasonCode ? coded(systems.statusReason, reasonCode) : {}), text: reason } }
      : {}),
    ...(outcome
      ? {
          output: [
            ...(current.output ?? []),
            { type: coded(systems.taskOutput, 'outcome'), valueCodeableConcept: coded(systems.outcome, outcome) },
          ],
        }
      : {}),
    ...(added.length > 0 ? { extension: [...kept, ...added] } : {}),
  };
};

const personally = ({ code, name }: Person) => ({ identifier: { system: systems.staff, value: code }, display: name });

/** A team of the wellbeing service: its own software and key, one list of Tasks with the other teams. */
export interface Desk {
  /** The service's own copy, as the hub told it. */
  known(id: string): Task | undefined;
  read(id: string): Promise<Task>;
  change(id: string, change: Change): Promise<Answer>;
  /** On the version that was read, whatever has happened since: may be refused. */
  changeFrom(read: Task, change: Change): Promise<Answer>;
  record(taskId: string, kind: string, at?: number): Promise<Answer>;
  /** How the person is, by the four questions of the ONS; `stopped` where they would rather not say. */
  asks(taskId: string, asked: Asked): Promise<Answer>;
  /** What the person said of the service; `replyTo` says what became of it. */
  writesDown(taskId: string, text: string): Promise<Communication>;
  replyTo(feedback: Communication, taskId: string, reply: string): Promise<Answer>;
  /** What was reported of the person, as the hub told the service; undefined: nothing. */
  reportOn(taskId: string): Communication | undefined;
  /** Somebody found out that it is right. */
  confirm(report: Communication): Promise<Answer>;
  /** Answers the id of the onward Task. Not asked yet where the person chose it for the case that another says no. */
  ask(of: Task, partner: string, activity: string, ifNo?: IfNo): Promise<string>;
  /** What the hub reminded the service of, as its own store has it. */
  remindedOf(obligation: string): Communication[];
  /** What whoever referred was written about it, as far as nobody there is known to have read it. */
  unread(taskId: string): Promise<Communication[]>;
  /** That the person is to be called, said about that Task, as far as nobody who cares for them is known to have read it. */
  calls(taskId: string): Promise<Communication[]>;
  /** The person of the one cares for the person of the other. */
  linkCarer(carer: string, caredFor: string): Promise<Answer>;
  /** What links this referral with that of somebody close to the person, as long as nobody had a reason to look. */
  linkOf(taskId: string): Promise<Communication | undefined>;
  /** A message of whoever referred, as the hub told the service; undefined: not yet. */
  told(message: string): Communication | undefined;
  /** Somebody here has read it; of a link, looked at the linked referral. */
  look(message: Communication): Promise<Answer>;
  /** Somebody at the practice was rung about a message, and said that they know. */
  ring(message: Communication): Promise<Answer>;
}

export const desk = (client: Client, { tasks, messages }: Endpoint): Desk => {
  const organisation = coordinator;
  const post = (path: string, body: object) =>
    client.call({ method: 'POST', path: `/FHIR/R4${path}`, organisation, body });
  const get = (path: string) => client.call({ method: 'GET', path: `/FHIR/R4/${path}`, organisation });

  const saidOf = async (taskId: string): Promise<Communication[]> =>
    bundle
      .parse(taken('search', await get(`Communication?about=Task/${taskId}`)).body)
      .entry.flatMap(({ resource }) => communication.safeParse(resource).data ?? []);
  const isOf = (system: string, { topic }: Communication): boolean =>
    topic?.coding?.some((c) => c.system === system) ?? false;

  const read = async (id: string): Promise<Task> => task.parse(taken('read Task', await get(`Task/${id}`)).body);
  /** As the hub answered this team's own changes: often newer than what it told the service. */
  const newer = new Map<string, Task>();
  const newest = (id: string): Task | undefined =>
    [newer.get(id), tasks.get(id)]
      .filter((one) => one !== undefined)
      .sort((a, b) => Number(b.meta.versionId) - Number(a.meta.versionId))[0];
  const changeFrom = async (known: Task, change: Change): Promise<Answer> => {
    const answer = await client.call({
      ...{ method: 'PUT', path: `/FHIR/R4/Task/${known.id}`, organisation, body: changed(known, change) },
      ifMatch: `W/"${known.meta.versionId}"`,
    });
    const { data } = task.safeParse(answer.body);
    if (data) newer.set(known.id, data);
    return answer;
  };

  return {
    known: (id) => tasks.get(id),
    read,
    changeFrom,
    change: async (id, change) => {
      for (let n = 1; ; n += 1) {
        const answer = await changeFrom((n === 1 ? newest(id) : undefined) ?? (await read(id)), change);
        // It was changed meanwhile: look at what they did, and say it again on top of that.
        if (answer.status !== 412 || n === 10) return taken(`change ${id} ${JSON.stringify(change)}`, answer);
      }
    },
    record: async (taskId, kind, at) =>
      taken(
        `record ${kind}`,
        await post('/Communication', {
          ...{ resourceType: 'Communication', status: 'completed' },
          category: [coded(systems.recordKind, kind)],
          about: [{ reference: `Task/${taskId}` }],
          sender: { display: 'Priya Shah, link worker' },
          // Somebody who does not answer is gone to see: that counts whatever is known of their numbers.
          ...(kind === 'contact-attempt' ? wentThere : {}),
          ...(at === undefined ? {} : { sent: new Date(at).toISOString() }),
        }),
      ),
    ask: async (of, partner, activity, ifNo) => {
      const asked = { partner, activity, coordinator, permission: true, ...(ifNo ? { ifNo } : {}) };
      const answer = taken(`ask ${partner}`, await post('', onwardRequest(of, asked)));
      const id = tasksOf(answer.body).find((one) => one.id !== of.id)?.id;
      if (id === undefined) throw new Error(`The hub answered a request to ${partner} without its Task`);
      return id;
    },
    asks: async (taskId, asked) => taken('ask', await post('/QuestionnaireResponse', answered(taskId, asked))),
    writesDown: async (taskId, text) =>
      communication.parse(
        taken(
          'write down',
          await post('/Communication', {
            ...{
              resourceType: 'Communication',
              status: 'completed',
              category: [coded(systems.recordKind, 'feedback')],
            },
            about: [{ reference: `Task/${taskId}` }],
            payload: [{ contentString: text }],
          }),
        ).body,
      ),
    replyTo: async ({ id }, taskId, reply) =>
      taken(
        'reply to feedback',
        await post('/Communication', {
          ...{ resourceType: 'Communication', status: 'completed' },
          category: [coded(systems.recordKind, 'feedback-reply')],
          about: [{ reference: `Task/${taskId}` }],
          inResponseTo: [{ reference: `Communication/${id}` }],
          topic: coded(systems.feedbackReply, reply),
        }),
      ),
    reportOn: (taskId) =>
      [...messages.values()].find((m) => m.id?.startsWith(taskId.replace(/t1$/, '')) && isOf(systems.circumstance, m)),
    told: (message) => messages.get(message),
    confirm: async ({ id }) => {
      const path = `/FHIR/R4/Communication/${id}`;
      const { body, etag } = taken('read report', await get(`Communication/${id}`));
      const right = { ...communication.parse(body), status: 'completed' };
      return taken('confirm', await client.call({ method: 'PUT', path, organisation, body: right, ifMatch: etag }));
    },
    remindedOf: (obligation) =>
      [...messages.values()].filter((m) =>
        m.topic?.coding?.some((c) => c.system === systems.obligation && c.code === obligation),
      ),
    unread: async (taskId) => (await saidOf(taskId)).filter((m) => isOf(systems.practiceMessage, m) && !m.received),
    calls: async (taskId) =>
      (await saidOf(taskId)).filter((m) => isOf(systems.pleaseCall, m) && m.status === 'in-progress'),
    linkCarer: async (carer, caredFor) =>
      taken(
        'link',
        await post('/Communication', {
          ...{ resourceType: 'Communication', status: 'completed', category: [coded(systems.recordKind, 'linked')] },
          topic: coded(systems.relationship, 'cared-for'),
          about: [{ reference: `Task/${carer}` }, { reference: `Task/${caredFor}` }],
        }),
      ),
    linkOf: async (taskId) => (await saidOf(taskId)).find((m) => isOf(systems.relationship, m) && !m.received),
    look: async ({ id }) =>
      taken(
        'say who has looked',
        await post('/Communication', {
          ...{ resourceType: 'Communication', status: 'completed' },
          category: [coded(systems.recordKind, 'acknowledgement')],
          inResponseTo: [{ reference: `Communication/${id}` }],
          sender: { display: 'Priya Shah, link worker' },
        }),
      ),
    ring: async ({ id, recipient }) =>
      taken(
        'acknowledge by telephone',
        await post('/Communication', {
          ...{ resourceType: 'Communication', status: 'completed' },
          category: [coded(systems.recordKind, 'acknowledgement')],
          inResponseTo: [{ reference: `Communication/${id}` }],
          recipient: [{ reference: recipient?.[0]?.reference, display: 'Receptionist' }],
          medium: [coded(systems.participationMode, 'PHONE')],
        }),
      ),
  };
};
