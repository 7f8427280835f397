import { systems } from '../../contracts/systems.ts';
import { calendarDaysAfter } from '../../functions/domain/calendar.ts';
import { type Task, task, tasksOf } from '../../infra/local/demo/peer/fhir.ts';
import { onwardRequest } from '../../infra/local/demo/wellbeing/onward-request.ts';
import { referralFor } from '../journeys/people.ts';
import type { Answered, Ask, StartedHub } from './hub.ts';

/** Whoever takes part in one loop, signed in. */
interface Parties {
  readonly practice: Ask;
  readonly coordinator: Ask;
  readonly group: Ask;
}

export const parties = async (hub: StartedHub): Promise<Parties> => ({
  practice: await hub.as('churchdown-surgery', 'L99901'),
  coordinator: await hub.as('wellbeing-service', 'CWS01'),
  group: await hub.as('walking-group', 'walking-group'),
});

export const did = (answer: Answered): Answered => {
  if (answer.status < 300) return answer;
  throw new Error(`${answer.status} ${answer.text}`);
};

/** The practice refers somebody; the Task that the hub made. */
export const refers = async ({ practice }: Parties, bundle: object = referralFor()): Promise<Task> => {
  const [t1] = tasksOf(did(await practice('POST', '/FHIR/R4', bundle)).body);
  if (!t1) throw new Error('The hub answered without a Task');
  return t1;
};

const concept = (system: string, code: string) => ({ coding: [{ system, code }] });

/** The coordinator changes a Task as it stands. */
export const changes = async ({ coordinator }: Parties, id: string, changed: object): Promise<Task> => {
  const standing = did(await coordinator('GET', `/FHIR/R4/Task/${id}`)).body;
  const { meta, ...rest } = task.parse(standing);
  const ifMatch = { 'if-match': `W/"${meta.versionId}"` };
  const body = { ...rest, meta, ...changed };
  return task.parse(did(await coordinator('PUT', `/FHIR/R4/Task/${id}`, body, ifMatch)).body);
};

const speaks = async ({ coordinator }: Parties, t1: Task): Promise<void> => {
  did(
    await coordinator('POST', '/FHIR/R4/Communication', {
      ...{ resourceType: 'Communication', status: 'completed', subject: t1.for },
      category: [concept(systems.recordKind, 'conversation')],
      about: [{ reference: `Task/${t1.id}` }],
      sender: { display: 'A link worker' },
    }),
  );
};

/** The coordinator asks the walking group, which accepts; the id of its Task. */
export const handsOver = async ({ coordinator, group }: Parties, t1: Task): Promise<string> => {
  const asked = { partner: 'walking-group', activity: 'walking-group', coordinator: 'CWS01', permission: true };
  did(await coordinator('POST', '/FHIR/R4', onwardRequest(t1, asked)));
  const t2 = t1.id.replace(/\.t1$/, '.t2');
  did(await group('POST', `/partner/v1/invitations/${t2}/accept`));
  return t2;
};

/** The person chose the shed for the case that the walking group says no, and the shed is full: the hub looks, and asks nobody by itself. */
export const nextIsFull = async (who: Parties, shed: Ask, t1: Task): Promise<void> => {
  const asked = { activity: 'walking-group', coordinator: 'CWS01', permission: true };
  did(await who.coordinator('POST', '/FHIR/R4', onwardRequest(t1, { ...asked, partner: 'walking-group' })));
  const t2 = t1.id.replace(/\.t1$/, '.t2');
  const reviewDate = calendarDaysAfter(String(t1.meta.lastUpdated), 10).slice(0, 10);
  const ifNo = { of: t2, reviewDate };
  did(await who.coordinator('POST', '/FHIR/R4', onwardRequest(t1, { ...asked, partner: 'mens-shed', ifNo })));
  did(await shed('POST', '/partner/v1/room', { room: 'full' }));
  did(await who.group('POST', `/partner/v1/invitations/${t2}/decline`, { reason: 'no-capacity' }));
};

const meets = async ({ group }: Parties, t2: string, start: Date): Promise<void> => {
  const meeting = { start: start.toISOString(), end: new Date(start.getTime() + 5_400_000).toISOString() };
  const named = { ...meeting, mode: 'in-person', place: 'Car park', signedUpBy: 'Tom, walk leader' };
  did(await group('POST', `/partner/v1/invitations/${t2}/first-meeting`, named));
  did(await group('POST', `/partner/v1/invitations/${t2}/attendance`, { result: 'came' }));
};

/** More than a fiftieth of a quota in a minute: what is beyond that is counted in the store (infra/decisions/0016). */
export const asksOften = async (hub: StartedHub): Promise<void> => {
  for (let n = 0; n < 16; n += 1) await hub.as('mens-shed', 'mens-shed');
  const shed = await hub.as('mens-shed', 'mens-shed');
  for (let n = 0; n < 40; n += 1) did(await shed('GET', '/partner/v1/invitations'));
};

/** One whole loop; the Task of the referral, completed. */
export const wholeLoop = async (hub: StartedHub, who: Parties, bundle?: object): Promise<Task> => {
  const t1 = await refers(who, bundle);
  await changes(who, t1.id, { status: 'accepted' });
  await speaks(who, t1);
  await changes(who, t1.id, { status: 'in-progress' });
  const t2 = await handsOver(who, t1);
  await meets(who, t2, await hub.now());
  did(await who.group('POST', `/partner/v1/invitations/${t2}/finish`));
  const type = concept(systems.taskOutput, 'outcome');
  const output = [{ type, valueCodeableConcept: concept(systems.outcome, 'connected-and-attended') }];
  const businessStatus = concept(systems.businessStatus, 'outcome-achieved');
  return changes(who, t1.id, { status: 'completed', businessStatus, output });
};
