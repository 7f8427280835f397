import type { Bundle, Task } from 'fhir/r4.js';
import { isTerminal, type TaskStatus, taskStatuses } from '../../contracts/lifecycle/statuses.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import type { Row } from '../views/row.ts';
import { summaryTask, type TaskEntry } from '../views/task-entry.ts';
import type { FhirPorts } from './ports.ts';

/** What a worklist is asked: standards.md 2.4. Several values of one parameter are alternatives. */
interface Question {
  readonly owner?: string;
  readonly requester?: string;
  readonly statuses: readonly TaskStatus[];
  readonly businessStatuses: readonly string[];
  readonly changedAfter?: string;
  readonly count: number;
  readonly page?: string;
}

export const searchParameters = [
  'owner',
  'requester',
  'status',
  'business-status',
  '_lastUpdated',
  '_count',
  '_page',
] as const;

const organisationIn = (value: string | null): string | undefined =>
  value === null ? undefined : (/^(?:Organization\/)?([A-Za-z0-9.-]{1,64})$/.exec(value)?.[1] ?? '');

const listOf = (query: URLSearchParams, name: string): string[] => query.getAll(name).flatMap((v) => v.split(','));

const isStatus = (value: string): value is TaskStatus => taskStatuses.some((s) => s === value);

const parameterFaults = (query: URLSearchParams): Refusal[] => {
  const unknown = [...new Set(query.keys())].filter((name) => !searchParameters.some((p) => p === name));
  const statuses = listOf(query, 'status').filter((s) => !isStatus(s));
  const count = query.get('_count');
  const changed = query.get('_lastUpdated');
  return [
    ...unknown.map(
      (): Refusal => ({ code: 'unknown-parameter', diagnostics: `supported: ${searchParameters.join(', ')}` }),
    ),
    ...statuses.map((): Refusal => ({ code: 'invalid-parameter', expression: 'status' })),
    ...(count !== null && !/^[1-9]\d{0,2}$/.test(count)
      ? [{ code: 'invalid-parameter' as const, expression: '_count' }]
      : []),
    ...(changed !== null && !/^(ge|gt)\d{4}-\d{2}-\d{2}T[0-9:.]+(Z|[+-]\d{2}:\d{2})$/.test(changed)
      ? [
          {
            code: 'invalid-parameter' as const,
            expression: '_lastUpdated',
            diagnostics: 'ge or gt and an instant with its zone',
          },
        ]
      : []),
  ];
};

const mostPerPage = 100;

const readQuestion = (query: URLSearchParams): Result<Question> => {
  const faults = refuseAll(parameterFaults(query));
  if (faults) return faults;
  const owner = organisationIn(query.get('owner'));
  const requester = organisationIn(query.get('requester'));
  const changed = query.get('_lastUpdated')?.slice(2);
  const page = query.get('_page');
  const time = changed === undefined ? undefined : Date.parse(changed);
  if (Number.isNaN(time)) return refuse('invalid-parameter', { expression: '_lastUpdated' });
  return ok({
    ...(owner === undefined ? {} : { owner }),
    ...(requester === undefined ? {} : { requester }),
    statuses: listOf(query, 'status').filter(isStatus),
    businessStatuses: listOf(query, 'business-status'),
    ...(time === undefined ? {} : { changedAfter: new Date(time).toISOString() }),
    count: Math.min(Number(query.get('_count') ?? 50), mostPerPage),
    ...(page === null ? {} : { page }),
  });
};

/** Open Tasks are in one list and ended ones in another; a question about both walks one after the other. */
const listsFor = ({ statuses }: Question): boolean[] => {
  if (statuses.length === 0) return [false, true];
  const ended = new Set(statuses.map(isTerminal));
  // An ended Task may stand in a referral that is still open.
  return ended.has(true) ? [false, true] : [false];
};

const matches = (entry: TaskEntry, question: Question): boolean =>
  entry.level !== 'abort' &&
  (question.owner === undefined || entry.owner === question.owner) &&
  (question.requester === undefined || entry.requester === question.requester) &&
  (question.statuses.length === 0 || question.statuses.includes(entry.status)) &&
  (question.businessStatuses.length === 0 || question.businessStatuses.includes(entry.businessStatus ?? '')) &&
  (question.changedAfter === undefined || entry.lastUpdated >= question.changedAfter);

const tasksOf = (rows: readonly Row[], question: Question): Task[] =>
  rows.flatMap((row) => (row.tasks ?? []).filter((t) => matches(t, question)).map((t) => summaryTask(row.referral, t)));

/** Where a page begins: which of the lists, and the place in it. */
interface Place {
  readonly list: number;
  readonly from: string;
}

const placeIn = (position: string): Place => ({ list: Number(position.slice(0, 1)), from: position.slice(2) });

/** The place after this page: further down the same list, or the beginning of the next one. */
const placeAfter = ({ list }: Place, next: string | undefined, lists: number): string | undefined => {
  if (next !== undefined) return `${list} ${next}`;
  return list + 1 < lists ? `${list + 1} ` : undefined;
};

/** GET /Task: one page = one Query of keys and one batch read. The next-link is bound to caller and query. DESIGN 7. */
export const searchTasks =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const question = readQuestion(request.query);
    if (!question.ok) return question;
    const { client, organisation } = request.principal.actor;
    const bound = boundTo(client, organisation, request.query);
    const { page: cursor } = question.value;
    const opened = cursor === undefined ? '0 ' : ports.cursors.open(cursor, bound);
    if (opened === undefined) return refuse('invalid-parameter', { expression: '_page' });
    const lists = listsFor(question.value);
    const place = placeIn(opened);
    const page = await ports.worklist({
      organisation,
      ended: lists[place.list] ?? false,
      limit: question.value.count,
      ...(place.from === '' ? {} : { from: place.from }),
    });
    const after = placeAfter(place, page.next, lists.length);
    const next = after && nextLink(ports, request, ports.cursors.seal(after, bound));
    return ok({ status: 200, body: searchset(ports, request, tasksOf(page.rows, question.value), next) });
  };

const boundTo = (client: string, organisation: string, query: URLSearchParams): string => {
  const rest = [...query].filter(([name]) => name !== '_page').sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([client, organisation, rest]);
};

const nextLink = ({ publicUrl }: FhirPorts, request: SignedIn, cursor: string): string => {
  const query = new URLSearchParams([...request.query].filter(([name]) => name !== '_page'));
  query.set('_page', cursor);
  return `${publicUrl}/FHIR/R4/Task?${query}`;
};

const searchset = (
  { publicUrl }: FhirPorts,
  request: SignedIn,
  tasks: readonly Task[],
  next: string | undefined,
): Bundle<Task> => ({
  resourceType: 'Bundle',
  type: 'searchset',
  link: [
    { relation: 'self', url: `${publicUrl}/FHIR/R4/Task${request.query.size > 0 ? `?${request.query}` : ''}` },
    ...(next ? [{ relation: 'next', url: next }] : []),
  ],
  entry: tasks.map((resource) => ({
    fullUrl: `${publicUrl}/FHIR/R4/Task/${resource.id}`,
    resource,
    search: { mode: 'match' },
  })),
});
