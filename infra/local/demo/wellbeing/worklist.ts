import { z } from 'zod';
import { bundle, referenceOf, referralOf, type Task, task, tasksOf } from '../peer/fhir.ts';
import type { Answer, Hub } from '../peer/hub.ts';
import type { PeerAnswer, PeerRequest } from '../peer/server.ts';
import { openStore } from '../peer/store.ts';

const news = z.object({ reference: z.string(), task: z.string(), status: z.string(), version: z.string() });
const received = z.object({ at: z.string(), requestId: z.string(), tasks: z.array(news) });
const records = z.object({ tasks: z.record(z.string(), task).default({}), received: z.array(received).default([]) });

/** The Tasks of one service, as the hub told them or was asked for them. */
export const worklist = (hub: Hub, organisation: string, folder: string, name: string) => {
  const store = openStore(folder, name, records);
  const { data } = store;

  /** Messages may come twice and out of order: an older version never takes the place of a newer one. */
  const keep = (tasks: readonly Task[]): void => {
    for (const one of tasks) {
      const known = data.tasks[one.id];
      if (!known || Number(known.meta.versionId) < Number(one.meta.versionId)) data.tasks[one.id] = one;
    }
    store.save();
  };

  const newsOf = ({ id, status, meta }: Task) => {
    const first = data.tasks[`${referralOf(id)}.t1`];
    const reference = (first && referenceOf(first)) ?? '';
    return { reference, task: id.slice(id.indexOf('.') + 1), status, version: meta.versionId };
  };

  const receive = ({ headers, body }: PeerRequest): PeerAnswer => {
    const tasks = tasksOf(body);
    const requestId = String(headers['x-request-id']);
    keep(tasks);
    if (!data.received.some((r) => r.requestId === requestId)) {
      data.received.push({ at: new Date().toISOString(), requestId, tasks: tasks.map(newsOf) });
      store.save();
    }
    const entry = tasks.map(() => ({ response: { status: '200 OK' } }));
    return { status: 200, body: { resourceType: 'Bundle', type: 'transaction-response', entry } };
  };

  const get = (path: string): Promise<Answer> => hub({ method: 'GET', path: `/FHIR/R4/${path}` });

  /** As the hub has it: for a service that was away, or does not trust its own list. */
  const search = async (filter = ''): Promise<Task[]> => {
    const found: Task[] = [];
    let next: string | undefined = `Task?owner=Organization/${organisation}&_count=50${filter}`;
    for (let page = 0; next !== undefined && page < 20; page += 1) {
      const answer = bundle.parse((await get(next)).body);
      found.push(...tasksOf(answer));
      const link = answer.link?.find((l) => l.relation === 'next')?.url;
      next = link?.slice(link.indexOf('Task?'));
    }
    const news = found.filter((t) => data.tasks[t.id]?.meta.versionId !== t.meta.versionId);
    for (const { id } of news) keep([await read(id)]);
    return found;
  };

  const read = async (id: string): Promise<Task> => {
    const answer = await get(`Task/${id}`);
    if (answer.status !== 200) throw new Error(`The hub answered ${answer.status} for Task/${id}`);
    return task.parse(answer.body);
  };

  /** By what people say on the telephone, and the end of the id: `t1` the referral, `t2` the first onward request. */
  const find = async (reference: string, part = 't1'): Promise<Task> => {
    const known = () => Object.values(data.tasks).find((t) => referenceOf(t) === reference);
    if (!known()) await search();
    const first = known();
    if (!first) throw new Error(`This service has no referral ${reference}`);
    return read(`${referralOf(first.id)}.${part}`);
  };

  return { data, keep, receive, search, find, get };
};
export type Worklist = ReturnType<typeof worklist>;
