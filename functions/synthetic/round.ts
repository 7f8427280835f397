import * as z from 'zod/mini';
import { synthetic } from '../../contracts/areas/synthetic.ts';
import type { Clock } from '../usecases/ports.ts';
import { type Call, Refused } from './callers.ts';
import { acknowledgement, completed, conversation, meeting, onward, referral } from './requests.ts';

const reference = z.object({ reference: z.string() });
const task = z.looseObject({
  ...{ resourceType: z.literal('Task'), id: z.string(), focus: reference, for: reference },
  meta: z.object({ versionId: z.string() }),
});
const message = z.object({ id: z.string() });
const bundle = z.object({ entry: z.optional(z.array(z.looseObject({ resource: z.optional(z.unknown()) }))) });

const { practice, coordinator, group } = synthetic;

/** One referral all the way round, until its end is read; rejects where a step is refused or the closing message does not arrive in time. */
export const goRound = async (
  call: Call,
  { clock, wait }: { readonly clock: Clock; readonly wait: (ms: number) => Promise<void> },
): Promise<void> => {
  const began = clock();
  const sent = task.parse(resourcesIn(await call(practice, 'POST', '/FHIR/R4', referral())).find(isTask));
  const t1 = `/FHIR/R4/Task/${sent.id}`;
  const put = async (changed: (standing: object) => object): Promise<void> => {
    const standing = task.parse(await call(coordinator, 'GET', t1));
    await call(coordinator, 'PUT', t1, changed(standing), `W/"${standing.meta.versionId}"`);
  };
  await put((standing) => ({ ...standing, status: 'accepted' }));
  await call(coordinator, 'POST', '/FHIR/R4/Communication', conversation(sent));
  await call(coordinator, 'POST', '/FHIR/R4', onward(sent, clock()));
  const invitation = `/partner/v1/invitations/${sent.id.replace(/\.t1$/, '.t2')}`;
  await call(group, 'POST', `${invitation}/accept`);
  await call(group, 'POST', `${invitation}/first-meeting`, meeting(clock()));
  await call(group, 'POST', `${invitation}/attendance`, { result: 'came' });
  await call(group, 'POST', `${invitation}/finish`);
  await put(completed);
  const closing = await arrived(call, sent.focus.reference, began, wait);
  await call(practice, 'POST', '/FHIR/R4/Communication', acknowledgement(closing));
};

const isTask = (resource: unknown): boolean => task.safeParse(resource).success;
const resourcesIn = (answer: unknown): unknown[] => (bundle.parse(answer).entry ?? []).map(({ resource }) => resource);

/** Projection and index have this long: half of what the alarm on lateness allows. */
const tries = 30;
const pauseMs = 1_000;

/** The practice asks for its messages, as one without an endpoint does, until it finds the closing one of this referral; its id. */
const arrived = async (
  call: Call,
  request: string,
  began: string,
  wait: (ms: number) => Promise<void>,
): Promise<string> => {
  const query = `recipient=Organization/${practice}&_lastUpdated=ge${began}`;
  const [, id = ''] = request.split('/');
  const referral = id.slice(0, id.indexOf('.'));
  for (let n = 0; n < tries; n += 1) {
    const found = resourcesIn(await call(practice, 'GET', `/FHIR/R4/Communication?${query}`));
    const closing = found.find(
      (one) => JSON.stringify(one).includes(referral) && JSON.stringify(one).includes('"closing"'),
    );
    if (closing !== undefined) return message.parse(closing).id;
    await wait(pauseMs);
  }
  throw new Refused('The closing message did not arrive');
};
