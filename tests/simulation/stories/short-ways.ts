import { closeOfDay, dateIn } from '../harness/working-time.ts';
import { found, later, laterBy, readAtTheEnd, refer, speak, takeOn, writesNote } from './steps.ts';
import type { Story } from './story.ts';

/** One conversation was all that was needed. */
export const adviceOnly: Story = {
  share: 5,
  ends: 'completed',
  tell: async (scene) => {
    const sent = await refer(scene);
    const id = await takeOn(scene, sent);
    await speak(scene, id);
    await laterBy(scene, 0, 2, 'complete');
    await scene.desk.change(id, { status: 'completed', businessStatus: 'signposted', outcome: 'advice-only' });
    await readAtTheEnd(scene, sent, 'closing');
  },
};

export const declined: Story = {
  share: 39,
  ends: 'rejected',
  tell: async (scene) => {
    const sent = await refer(scene);
    const id = `${sent.id}.t1`;
    await later(scene, 1);
    await found(scene, `${id} reaches the service`, () => scene.desk.known(id));
    await scene.desk.change(id, { status: 'rejected', reason: 'No room at the moment', reasonCode: 'no-capacity' });
    await readAtTheEnd(scene, sent, 'refused');
  },
};

export const withdrawnEarly: Story = {
  share: 39,
  ends: 'cancelled',
  tell: async (scene) => {
    const sent = await refer(scene);
    await later(scene, 0);
    await scene.practice.withdraw(sent, 'Sent for the wrong person');
  },
};

/** The practice asks to stop what is under way; the service agrees, and hears of the person once more. */
export const stopped: Story = {
  share: 2.5,
  ends: 'cancelled',
  tell: async (scene) => {
    const { desk } = scene;
    const sent = await refer(scene);
    const id = await takeOn(scene, sent);
    await speak(scene, id);
    await later(scene, 1);
    await scene.practice.withdraw(sent, 'The person has moved away');
    await later(scene, 0);
    const abort = await found(scene, `the request to stop ${id} reaches the service`, () =>
      desk.known(`${sent.id}.t2`),
    );
    await desk.change(abort.id, { status: 'accepted' });
    await later(scene, 0);
    await desk.change(id, { status: 'cancelled', reason: 'As the practice asked' });
    await readAtTheEnd(scene, sent, 'closing');
    await writesNote(scene, sent, 'She has settled in at her new home');
  },
};

/** Three tries on three days, the last one in the evening, and nobody answers. */
export const outOfReach: Story = {
  share: 2,
  ends: 'failed',
  tell: async (scene) => {
    const { desk } = scene;
    const sent = await refer(scene);
    const id = await takeOn(scene, sent);
    for (let n = 0; n < 3; n += 1) {
      await later(scene, 1);
      if (n === 2) await scene.agenda.until(closeOfDay(scene.now(), 0));
      await desk.record(id, 'contact-attempt');
    }
    await desk.change(id, { status: 'failed', reason: 'Nobody answers', reasonCode: 'unable-to-contact' });
    await readAtTheEnd(scene, sent, 'closing');
  },
};

/** The person asks for time, and comes back; the practice knows that as well. */
export const onHold: Story = {
  share: 1,
  ends: 'completed',
  tell: async (scene) => {
    const { desk, now } = scene;
    const sent = await refer(scene);
    const id = await takeOn(scene, sent);
    await speak(scene, id);
    await desk.change(id, { status: 'on-hold', reason: 'In hospital', reviewDate: dateIn(now(), 8) });
    await later(scene, 8);
    await desk.change(id, { status: 'in-progress' });
    await writesNote(scene, sent, 'She is at home again');
    await laterBy(scene, 0, 2, 'complete');
    await desk.change(id, { status: 'completed', businessStatus: 'signposted', outcome: 'advice-only' });
    await readAtTheEnd(scene, sent, 'closing');
  },
};

/** Nobody at the service opens anything, for three weeks; then somebody tidies up. */
export const nobodyOpens: Story = {
  share: 1,
  ends: 'rejected',
  silent: true,
  tell: async (scene) => {
    const sent = await refer(scene);
    scene.injected('nobody-opens');
    await later(scene, 14);
    const reason = 'Found too late; the practice is asked to refer again';
    await scene.desk.change(`${sent.id}.t1`, { status: 'rejected', reason, reasonCode: 'no-capacity' });
    await readAtTheEnd(scene, sent, 'refused');
  },
};
