import { systems } from '../../contracts/systems.ts';
import { type Task, task, tasksOf } from '../../infra/local/demo/peer/fhir.ts';
import { onwardRequest } from '../../infra/local/demo/wellbeing/onward-request.ts';
import { referralFor } from '../journeys/people.ts';

/** What came back; `ask` throws on anything but success. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Whoever takes part in one loop, signed in. */
export interface Parties {
  readonly practice: Ask;
  readonly coordinator: Ask;
  readonly group: Ask;
  /** Organisation code of the group. */
  readonly partner: 'walking-group' | 'mens-shed';
}

/** What is measured of each request. */
export type Step = <T>(name: string, act: () => Promise<T>) => Promise<T>;

const concept = (system: string, code: string) => ({ coding: [{ system, code }] });
const ifMatch = ({ meta }: Task) => ({ 'if-match': `W/"${meta.versionId}"` });

/**
 * One closed loop in 13 requests, as issue 11 tells it, with a recorded conversation, without which nothing ends here. The
 * coordinator changes its Task with what the answer before held, so that it reads nothing that it was just told.
 */
export const closedLoop = async (
  { practice, coordinator, group, partner }: Parties,
  now: () => Date,
  step: Step,
): Promise<string> => {
  const sent = await step('practice: sends', () => practice('POST', '/FHIR/R4', referralFor()));
  const [made] = tasksOf(sent.body);
  if (!made) throw new Error('The hub answered without a Task');
  const put = (standing: Task, changed: object) => async (): Promise<Task> =>
    task.parse(
      (await coordinator('PUT', `/FHIR/R4/Task/${made.id}`, { ...standing, ...changed }, ifMatch(standing))).body,
    );

  await step('coordinator: searches its worklist', () =>
    coordinator('GET', `/FHIR/R4/Task?status=requested&_lastUpdated=ge${made.meta.lastUpdated}`),
  );
  const accept = [{ op: 'replace', path: '/status', value: 'accepted' }];
  const patch = { ...ifMatch(made), 'content-type': 'application/json-patch+json' };
  const accepted = await step('coordinator: accepts', async () =>
    task.parse((await coordinator('PATCH', `/FHIR/R4/Task/${made.id}`, accept, patch)).body),
  );
  await step('coordinator: spoke with the person', () =>
    coordinator('POST', '/FHIR/R4/Communication', {
      ...{ resourceType: 'Communication', status: 'completed', subject: accepted.for },
      category: [concept(systems.recordKind, 'conversation')],
      about: [{ reference: `Task/${made.id}` }],
      sender: { display: 'A link worker' },
    }),
  );
  const started = await step('coordinator: starts', put(accepted, { status: 'in-progress' }));
  const asked = { partner, activity: 'walking-group', coordinator: 'CWS01', permission: true };
  await step('coordinator: asks the group', () => coordinator('POST', '/FHIR/R4', onwardRequest(started, asked)));
  await step('group: lists', () => group('GET', '/partner/v1/invitations?status=new'));
  const t2 = made.id.replace(/\.t1$/, '.t2');
  await step('group: accepts', () => group('POST', `/partner/v1/invitations/${t2}/accept`));
  const start = now();
  const meeting = { start: start.toISOString(), end: new Date(start.getTime() + 5_400_000).toISOString() };
  const named = { ...meeting, mode: 'in-person', place: 'Car park', signedUpBy: 'Tom, walk leader' };
  await step('group: names a meeting', () => group('POST', `/partner/v1/invitations/${t2}/first-meeting`, named));
  await step('group: says who came', () =>
    group('POST', `/partner/v1/invitations/${t2}/attendance`, { result: 'came' }),
  );
  const type = concept(systems.taskOutput, 'outcome');
  const output = [{ type, valueCodeableConcept: concept(systems.outcome, 'connected-and-attended') }];
  const businessStatus = concept(systems.businessStatus, 'outcome-achieved');
  await step('coordinator: completes', put(started, { status: 'completed', businessStatus, output }));
  await step('practice: reads the Task', () => practice('GET', `/FHIR/R4/Task/${made.id}`));
  await step('practice: reads its history', () => practice('GET', `/FHIR/R4/Task/${made.id}/_history`));
  return made.id;
};
