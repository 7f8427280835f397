import type { APIGatewayProxyResult } from 'aws-lambda';
import { thisArea } from '../../contracts/areas/this-area.ts';
import type { OrganiserSaid } from '../../functions/delivery/organiser/said.ts';
import type { CapacityFact } from '../../functions/domain/directory/capacity.ts';
import { api } from '../../functions/http/api.ts';
import { limitsOf } from '../../functions/http/caller-limits.ts';
import { peopleLanguage } from '../../functions/web/language.ts';
import { sessionRoutes } from '../../functions/web/sessions/routes.ts';
import { worklistRoutes } from '../../functions/web/worklist/routes.ts';
import { context, event } from '../unit/http/event.ts';
import { directoryOf } from './staff-pages.ts';
import type { wayOut } from './way-out.ts';

export const ada = { code: 'ada.martin', name: 'Ada Martin', signsInAs: 'ada' };
const origin = 'https://hub.example';
const never = async (): Promise<never> => {
  throw new Error('Not in this story');
};

/** Pages of a link worker at their desk, on the hub of a test. */
export const deskPages = (
  hub: ReturnType<typeof wayOut>,
  more: { readonly room?: CapacityFact; readonly as?: string } = {},
) => {
  hub.change('CWS01', { staff: [ada] });
  const { ledger, links, ports } = hub;
  const { participants, clock } = ports;
  const asked: OrganiserSaid[] = [];
  const failed: unknown[] = [];
  const worklist = {
    ...{
      told: hub.rows.read,
      directory: directoryOf([]),
      practical: async () => undefined,
      samePerson: async () => [],
      load: async () => new Map<string, number>(),
      companions: async () => [],
    },
    ...{ publicUrl: origin, ledger, participants, clock, pause: async () => undefined },
    ...{ references: async () => [], next: never, changeStaff: never, overdue: never, area: thisArea },
  };
  const handler = api({
    routes: [
      ...worklistRoutes(worklist),
      ...sessionRoutes({
        ...{ ...worklist, service: thisArea.service, find: links.find, room: async () => more.room },
        ask: async (said) => void asked.push(said),
      }),
    ],
    ...{ participants, clock, limits: limitsOf(thisArea.quotas), language: peopleLanguage(origin) },
    caller: async () => ({ client: 'pages', organisations: more.as ?? 'CWS01', person: ada.code, role: '' }),
    report: (error) => failed.push(error),
  });
  const cookie = `__Host-session=${'s'.repeat(43)}`;
  const ask = async (sent: Parameters<typeof event>[0]): Promise<APIGatewayProxyResult> => {
    const answer = await handler(event(sent), context);
    if (failed.length > 0) throw failed[0];
    return answer;
  };
  return {
    asked,
    get: (path: string) => ask({ path, headers: { cookie } }),
    post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      ask({
        ...{ method: 'POST', path, body: new URLSearchParams(form).toString() },
        headers: { cookie, origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
  };
};
