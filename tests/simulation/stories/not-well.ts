import type { Communication } from '../../../infra/local/demo/peer/fhir.ts';
import { found, later } from './steps.ts';
import type { Scene, Story } from './story.ts';
import { goRound, type Placed } from './whole-loop.ts';

const halfAnHour = 1_800_000;

/** What the hub reminds the service of once the time is up: that a message lies unread, or that nobody could be sent one. */
const reminders = ['call-read-urgent', 'call-ring-urgent'];

/** Which of these the hub has reminded the service of. */
const named = ({ desk }: Scene, those: readonly Communication[]): Communication | undefined => {
  const reminded = reminders.flatMap(desk.remindedOf).flatMap(({ about = [] }) => about);
  return those.find(({ id }) => reminded.some(({ reference }) => reference === `Communication/${id}`));
};

/**
 * Somebody of the service finds on their list that nobody there is known to have read it, and rings: of an urgent call about what the
 * hub has reminded them of by then. That is the call itself where the practice could be sent no message.
 */
const ringIfLeft = async (scene: Scene, { id, invitation }: Placed): Promise<boolean> => {
  const { desk } = scene;
  const [call] = await desk.calls(invitation.id);
  if (!call) return false;
  const left = [call, ...(await desk.unread(id))];
  const isReminded = call.priority === 'urgent';
  const about = isReminded
    ? await found(scene, `the service is reminded of ${call.id}`, () => named(scene, left))
    : call;
  await desk.ring(about);
  return true;
};

/** Somebody at the practice reads what has come, and says so; where it reads on paper, or nothing comes, the service rings. */
const read = async (scene: Scene, placed: Placed): Promise<void> => {
  const { agenda, now, surgery } = scene;
  await agenda.until(now() + halfAnHour);
  for (;;) {
    const message = surgery.rings ? undefined : surgery.has(placed.sent, 'please-call');
    if (message === undefined) break;
    await surgery.acknowledge(message, 'Dr Ann Lowe');
  }
  await later(scene, 0);
  await ringIfLeft(scene, placed);
};

/** A letter that asks another practice for a call lies there; the service rings. */
export const nobodyReadsCall: Story = {
  ...{ share: 1, ends: 'completed', registered: 'elsewhere' },
  tell: (scene) =>
    goRound(scene, {
      between: async (placed) => {
        const { group, invitation } = placed;
        await group.does(invitation.id, 'please-call', { urgency: 'urgent', askedBy: 'person' });
        await later(scene, 0);
        if (!(await ringIfLeft(scene, placed)))
          throw new Error(`Nobody rang about the call for ${placed.id}, and it is not open`);
      },
    }),
};

/** The person is not well when the group speaks to them, and worse a day later. */
export const notWell: Story = {
  ...{ share: 1, ends: 'completed', registered: 'here' },
  tell: (scene) =>
    goRound(scene, {
      between: async (placed) => {
        const { group, invitation } = placed;
        await group.does(invitation.id, 'please-call', { urgency: 'not-urgent', askedBy: 'group' });
        await read(scene, placed);
        await group.does(invitation.id, 'please-call', { urgency: 'urgent', askedBy: 'person' });
        await read(scene, placed);
      },
    }),
};
