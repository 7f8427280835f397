import { z } from 'zod';
import { aboutOf, type Received, receivedIn, topicOf } from '../../infra/local/demo/messages.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { locationsOf, referenceOf, referralOf, type Task, task, tasksOf } from '../../infra/local/demo/peer/fhir.ts';
import { ask, have } from '../../infra/local/demo/programs.ts';
import { untilQuiet } from '../../infra/local/demo/quiet.ts';
import type { JourneyHub } from './hub.ts';

/** A referral that a practice sent. */
export interface Sent {
  readonly organisation: string;
  readonly reference: string;
  /** `<referral>`: ids of its resources begin with it. */
  readonly id: string;
  /** `ServiceRequest/…` */
  readonly request: string;
}

export const sentIn = (answer: unknown, organisation: string): Sent => {
  const [t1] = tasksOf(answer);
  const request = locationsOf(answer).find((l) => l.startsWith('ServiceRequest/'));
  if (!t1 || !request) throw new Error(`No referral in ${JSON.stringify(answer)}`);
  return { organisation, reference: referenceOf(t1) ?? '', id: referralOf(t1.id), request };
};

export const send = async ({ practice }: JourneyHub, bundle: object, organisation = 'L99901'): Promise<Sent> =>
  sentIn((await have(practice, 'send', { organisation, bundle })).body, organisation);

/** What the practice was told about a referral, in the order in which it came. */
export const toldAbout = async (program: string, reference: string): Promise<Received[]> =>
  receivedIn(await ask(program, 'inbox')).filter((message) => aboutOf(message) === reference);

export const topicsAbout = async (program: string, reference: string) =>
  (await toldAbout(program, reference)).map(topicOf);

/** What no event brought, the sweep finds within a minute. */
const untilSwept = 75_000;

export const practiceHears = ({ practice }: JourneyHub, { reference }: Sent, topic: string): Promise<Received> =>
  eventually(
    `the practice hears "${topic}"`,
    async () => (await toldAbout(practice, reference)).find((message) => topicOf(message) === topic),
    untilSwept,
  );

/** The coordinator's own copy of a Task, as the hub told it: `t1` or `t2`. */
export const tasksAt = async ({ wellbeing }: JourneyHub, { id }: Sent): Promise<Map<string, Task>> => {
  const all = z.array(task).parse(await ask(wellbeing, 'tasks'));
  return new Map(all.filter((t) => referralOf(t.id) === id).map((t) => [t.id.slice(id.length + 1), t]));
};

/** Waits until the coordinator was told that a Task is so. */
export const serviceSees = (
  hub: JourneyHub,
  sent: Sent,
  part: string,
  is: (task: Task) => boolean,
  what: string,
): Promise<Task> =>
  eventually(
    `the wellbeing service sees ${part} ${what}`,
    async () => {
      const found = (await tasksAt(hub, sent)).get(part);
      return found && is(found) ? found : undefined;
    },
    untilSwept,
  );

export const serviceSeesStatus = (hub: JourneyHub, sent: Sent, part: string, status: string): Promise<Task> =>
  serviceSees(hub, sent, part, (t) => t.status === status, status);

/** Until nothing is under way any more: what has not arrived by then does not come. */
export const allQuiet = async (hub: JourneyHub): Promise<void> => {
  await untilQuiet((await hub.running()).controlUrl, 60_000);
};

export const businessStatusOf = (of: Task): string | undefined => of.businessStatus?.coding?.[0]?.code;

const invitation = z.looseObject({
  ...{ id: z.string(), reference: z.string(), status: z.string(), version: z.number(), askedToStop: z.boolean() },
  person: z.looseObject({ name: z.string().optional(), initial: z.string().optional() }).optional(),
  meetings: z.array(z.looseObject({ id: z.string(), status: z.string(), place: z.string().optional() })),
});

/** A group's newest invitation of a referral, once it is in that status. */
export const groupSees = (program: string, { reference }: Sent, status: string) =>
  eventually(`the group sees ${status}`, async () =>
    z
      .array(invitation)
      .parse(await ask(program, 'inbox'))
      .find((i) => i.reference === reference && i.status === status),
  );
