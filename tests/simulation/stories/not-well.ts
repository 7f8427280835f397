import { found, later } from './steps.ts';
import type { Scene, Story } from './story.ts';
import { goRound, type Placed } from './whole-loop.ts';

const halfAnHour = 1_800_000;

const callIn = async ({ desk }: Scene, { id }: Placed) =>
  (await desk.unread(id)).find((m) => m.topic?.coding?.some((c) => c.code === 'please-call'));

/** Somebody at the practice reads what has come, and says so; where it reads on paper, or nothing comes, the service rings. */
const read = async (scene: Scene, placed: Placed): Promise<void> => {
  const { agenda, now, surgery, desk } = scene;
  await agenda.until(now() + halfAnHour);
  for (;;) {
    const message = surgery.rings ? undefined : surgery.has(placed.sent, 'please-call');
    if (message === undefined) break;
    await surgery.acknowledge(message, 'Dr Ann Lowe');
  }
  await later(scene, 0);
  const left = await callIn(scene, placed);
  if (left) await desk.ring(left);
};

/** Nobody there is known to have read it: the hub reminds the service, and somebody rings. */
const ringWhenReminded = async (scene: Scene, placed: Placed): Promise<void> => {
  const { desk } = scene;
  await later(scene, 0);
  await found(scene, `the service is told that nobody has read the call for ${placed.id}`, () =>
    ['call-read-urgent', 'call-ring-urgent']
      .flatMap((what) => desk.remindedOf(what))
      .find(({ id }) => id?.startsWith(placed.sent.id)),
  );
  const left = await callIn(scene, placed);
  if (!left) throw new Error(`Nobody rang about the call for ${placed.id}, and it is not open`);
  await desk.ring(left);
};

/** A letter that asks another practice for a call lies there; the service rings. */
export const nobodyReadsCall: Story = {
  ...{ share: 2, ends: 'completed', registered: 'elsewhere' },
  tell: (scene) =>
    goRound(scene, {
      between: async (placed) => {
        const { group, invitation } = placed;
        await group.does(invitation.id, 'please-call', { urgency: 'urgent', askedBy: 'person' });
        await ringWhenReminded(scene, placed);
      },
    }),
};

/** The person is not well when the group speaks to them, and worse a day later. */
export const notWell: Story = {
  ...{ share: 2, ends: 'completed', registered: 'here' },
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
