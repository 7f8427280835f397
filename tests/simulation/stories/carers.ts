import { hearOfDeath } from './people.ts';
import { found, laterBy, readAtTheEnd, refer, speak, takeOn } from './steps.ts';
import type { Story } from './story.ts';

/** Cares for the person of the referral beside this one: the service links the two. Whatever happens there, this one goes on. */
export const carer: Story = {
  share: 1,
  ends: 'completed',
  tell: async (scene) => {
    const { desk } = scene;
    const sent = await refer(scene);
    const id = await takeOn(scene, sent);
    const other = await found(scene, `whom the person of ${id} cares for is referred`, scene.beside);
    await desk.linkCarer(id, `${other.id}.t1`);
    await speak(scene, id);
    await laterBy(scene, 0, 2, 'complete');
    await desk.change(id, { status: 'completed', businessStatus: 'signposted', outcome: 'advice-only' });
    await readAtTheEnd(scene, sent, 'closing');
  },
};

/** Has died: somebody of the service looks at the carer's referral, now and then only when reminded. Told beside its carer alone. */
export const caredFor: Story = {
  share: 0,
  ends: 'completed',
  tell: async (scene) => {
    const { desk } = scene;
    const sent = await refer(scene);
    const id = await takeOn(scene, sent);
    const link = await found(scene, `${id} is linked with its carer`, () => desk.linkOf(id));
    await speak(scene, id);
    await hearOfDeath(scene, sent, id);
    await laterBy(scene, 0, 1, 'looks');
    await desk.look(link);
    await desk.change(id, { status: 'completed', outcome: 'moved-or-died' });
    await readAtTheEnd(scene, sent, 'closing');
  },
};
