import type { Sent } from '../county/practice.ts';
import { found, later, laterBy, readAtTheEnd, refer, speak, takeOn } from './steps.ts';
import type { Scene, Story } from './story.ts';

/** Whoever referred hears that the person has died; the service finds out that it is so. */
export const hearOfDeath = async (scene: Scene, sent: Sent, id: string): Promise<void> => {
  const { desk } = scene;
  await laterBy(scene, 0, 2, 'dies');
  await scene.practice.report(sent, 'died');
  await later(scene, 0);
  const report = await found(scene, `the report on ${id} reaches the service`, () => desk.reportOn(id));
  await desk.confirm(report);
};

/** The person dies, and the service closes. */
export const dies: Story = {
  share: 0.5,
  ends: 'completed',
  tell: async (scene) => {
    const sent = await refer(scene);
    const id = await takeOn(scene, sent);
    await speak(scene, id);
    await hearOfDeath(scene, sent, id);
    await later(scene, 0);
    await scene.desk.change(id, { status: 'completed', outcome: 'moved-or-died' });
    await readAtTheEnd(scene, sent, 'closing');
  },
};

/** It is late and the service was reminded, but somebody has opened it: it is not silent. */
export const openedLate: Story = {
  share: 0.5,
  ends: 'completed',
  tell: async (scene) => {
    const { desk } = scene;
    const sent = await refer(scene);
    const id = `${sent.id}.t1`;
    await later(scene, 3);
    await found(scene, `${id} reaches the service`, () => desk.known(id));
    await desk.record(id, 'opened');
    await later(scene, 3);
    await desk.change(id, { status: 'accepted' });
    await speak(scene, id);
    await laterBy(scene, 0, 2, 'complete');
    await desk.change(id, { status: 'completed', businessStatus: 'signposted', outcome: 'advice-only' });
    await readAtTheEnd(scene, sent, 'closing');
  },
};

/** Somebody may not be safe: the safeguarding desk reads the referral, and somebody at the service looks that this is in order. */
export const glassBroken: Story = {
  share: 0.5,
  ends: 'completed',
  tell: async (scene) => {
    const { desk } = scene;
    const sent = await refer(scene);
    const id = await takeOn(scene, sent);
    await speak(scene, id);
    await scene.duty.breakGlass(sent);
    await laterBy(scene, 0, 1, 'looks');
    await desk.record(id, 'opened');
    await laterBy(scene, 0, 2, 'complete');
    await desk.change(id, { status: 'completed', businessStatus: 'signposted', outcome: 'advice-only' });
    await readAtTheEnd(scene, sent, 'closing');
  },
};
