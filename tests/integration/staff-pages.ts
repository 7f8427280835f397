import type { APIGatewayProxyResult } from 'aws-lambda';
import { thisArea } from '../../contracts/areas/this-area.ts';
import type { Entry } from '../../functions/domain/directory/entry.ts';
import { pagesClient } from '../../functions/domain/hub.ts';
import { api } from '../../functions/http/api.ts';
import { limitsOf } from '../../functions/http/caller-limits.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { nextList } from '../../functions/views/next-list.ts';
import { overdueList } from '../../functions/views/overdue-list.ts';
import { partnerLoad } from '../../functions/views/partner-load.ts';
import { worklist } from '../../functions/views/worklist.ts';
import { peopleLanguage } from '../../functions/web/language.ts';
import { ownOverdueRoute } from '../../functions/web/people/routes.ts';
import { practiceRoutes } from '../../functions/web/practice/routes.ts';
import { timelineRoutes } from '../../functions/web/timeline/routes.ts';
import { trainingRoutes } from '../../functions/web/training/routes.ts';
import type { WorklistPorts } from '../../functions/web/worklist/ports.ts';
import { worklistRoutes } from '../../functions/web/worklist/routes.ts';
import { context, event } from '../unit/http/event.ts';
import { id } from '../unit/views/made-referral.ts';
import { decoded } from './group-links.ts';
import type { wayOut } from './way-out.ts';

const origin = 'https://hub.example';

/** Who may sign in here. */
export const staff = {
  CWS01: [
    { code: 'ada.martin', name: 'Ada Martin' },
    { code: 'moses.obi', name: 'Moses Obi', manager: true },
  ],
  L99901: [{ code: 'priya.shah', name: 'Priya Shah' }],
} as const satisfies Record<string, Participant['staff']>;

/** Where nobody publishes anything. */
export const directoryOf = (entries: readonly Entry[]): WorklistPorts['directory'] => ({
  catalogue: async () => ({ at: '', entries, terms: [], sources: [] }),
  capacity: async () => () => 'unknown',
});

const people = {
  ada: ['CWS01', 'ada.martin', ''],
  moses: ['CWS01', 'moses.obi', 'manager'],
  priya: ['L99901', 'priya.shah', ''],
} as const;
export type Who = keyof typeof people;

/** Pages of people who are signed in, on the hub of a test. */
export const staffPages = (hub: ReturnType<typeof wayOut>, who: Who = 'ada', more: Partial<WorklistPorts> = {}) => {
  const { publicUrl = origin } = more;
  for (const [code, members] of Object.entries(staff)) hub.change(code, { staff: members });
  const { ledger, ports, views, references, rows } = hub;
  const { participants, clock } = ports;
  const failed: unknown[] = [];
  const never = async (): Promise<never> => {
    throw new Error('Not in this story');
  };
  const [organisation, person, role] = people[who];
  const common = {
    ...{ publicUrl, ledger, participants, clock, area: thisArea, pause: async () => undefined },
    references: references.find,
  };
  const overdue = (coordinator: string) => overdueList({ views, participants, clock })({ coordinator, limit: 100 });
  const desk: WorklistPorts = {
    ...{ ...common, overdue, next: nextList(views), told: rows.read, load: partnerLoad(views) },
    ...{ directory: directoryOf([]), changeStaff: never },
    ...{ practical: async () => undefined, samePerson: async () => [], companions: async () => [] },
    ...more,
  };
  const handler = api({
    routes: [
      ...worklistRoutes(desk),
      ...timelineRoutes(desk),
      ...trainingRoutes({ ...desk, newest: async () => [id] }),
      ownOverdueRoute({ publicUrl, register: participants, overdue }),
      ...practiceRoutes({ ...common, register: participants, worklist: worklist(views) }),
    ],
    ...{ participants, clock, language: peopleLanguage(publicUrl) },
    caller: async () => ({ client: pagesClient, person, organisations: organisation, role }),
    limits: limitsOf({ ...thisArea.quotas, open: 100_000 }),
    report: (error) => failed.push(error),
  });
  const cookie = `__Host-session=${'s'.repeat(43)}`;
  const ask = async (sent: Parameters<typeof event>[0]): Promise<APIGatewayProxyResult> => {
    const answer = await handler(event({ ...sent, headers: { cookie, ...sent.headers } }), context);
    if (failed.length > 0) throw failed[0];
    return answer;
  };
  const partsOf = (address: string): Parameters<typeof event>[0] => {
    const { pathname, searchParams } = new URL(address, publicUrl);
    const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
    return { path: pathname, query };
  };
  const get = (address: string) => ask(partsOf(address));
  const post = async (address: string, form: Record<string, string>) => {
    const headers = { origin: publicUrl, 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(form).toString();
    const answer = await ask({ ...partsOf(address), method: 'POST', body, headers });
    await hub.project(id);
    return answer;
  };
  return { ask, get, post };
};
export type StaffPages = ReturnType<typeof staffPages>;

interface FormIn {
  readonly path: string;
  readonly hidden: Record<string, string>;
  readonly body: string;
}

/** The forms of a page, each with where it goes and what it carries unseen. */
export const formsIn = ({ body }: APIGatewayProxyResult): readonly FormIn[] =>
  [...body.matchAll(/<form[^>]* action="([^"]*)"[\s\S]*?<\/form>/g)].map(([form, action = '']) => ({
    path: new URL(decoded(action), origin).pathname,
    hidden: Object.fromEntries(
      [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
        name,
        decoded(value),
      ]),
    ),
    body: form,
  }));

/** What a reader reads of a page, without its marks. */
export const textOf = ({ body }: Pick<APIGatewayProxyResult, 'body'>): string =>
  decoded(body.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decoded(found);
};

/** What a browser would send of a form as it stands: nothing that is not ticked, nothing that is not chosen. */
export const fieldsIn = ({ hidden, body }: FormIn): Record<string, string> => {
  const inputs = [...body.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => {
    const name = attribute(tag, 'name');
    const chosen = !/type="(?:radio|checkbox)"/.test(tag) || /\bchecked\b/.test(tag);
    return name === undefined || !chosen ? [] : [[name, attribute(tag, 'value') ?? ''] as const];
  });
  const texts = [...body.matchAll(/<textarea\b[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)];
  return {
    ...Object.fromEntries(inputs),
    ...Object.fromEntries(texts.map(([, name = '', text = '']) => [name, decoded(text)])),
    ...hidden,
  };
};
