import type { PracticeMessage } from '../../../contracts/lifecycle/codes.ts';
import type { Sent } from '../county/practice.ts';
import { closeOfDay, nextLook } from '../harness/working-time.ts';
import { leaves } from './hand-over.ts';
import type { Scene } from './story.ts';

/** Somebody looks at it again so many working days later, when they sit down. */
export const later = ({ agenda, now }: Scene, days: number): Promise<void> => agenda.until(nextLook(now(), days));

/** Between two and so many working days, by the dice. */
export const laterBy = (scene: Scene, from: number, to: number, word: string): Promise<void> =>
  later(scene, scene.dice.whole(from, to, scene.n, word));

/** Looks every working day until it is there; undefined after so many of them. */
const lookFor = async <T>(scene: Scene, days: number, look: () => Promise<T | undefined> | T | undefined) => {
  const until = closeOfDay(scene.now(), days);
  for (;;) {
    const found = await look();
    if (found !== undefined || scene.now() >= until) return found;
    await later(scene, 0);
  }
};

/** The same, where it must come. */
export const found = async <T>(
  scene: Scene,
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> => {
  const there = await lookFor(scene, 4, look);
  if (there === undefined) throw new Error(`Not within 4 working days: ${what}`);
  return there;
};

/** The practice sends it; now and then twice. */
export const refer = async (scene: Scene): Promise<Sent> => {
  const { practice, dice, n, injected } = scene;
  const sent = await practice.refer(scene.bundle);
  scene.sent(sent);
  if (dice.chance(0.1, n, 'sent again')) {
    injected('sent-again');
    const again = await practice.sendAgain(sent, false);
    if (again.status !== 200) throw new Error(`A repeat of ${sent.reference} was answered ${again.status}`);
    const anew = await practice.sendAgain(sent, true);
    if (anew.status !== 409) throw new Error(`${sent.reference} sent anew was answered ${anew.status}`);
  }
  return sent;
};

/** The service hears of it from the hub, and takes it on. */
export const takeOn = async (scene: Scene, sent: Sent): Promise<string> => {
  const { desk } = scene;
  const id = `${sent.id}.t1`;
  await later(scene, scene.dice.whole(0, 1, scene.n, 'take on'));
  await found(scene, `${id} reaches the service`, () => desk.known(id));
  const assignee = scene.dice.chance(0.5, scene.n, 'whose') ? { assignee: leaves } : {};
  await desk.change(id, { status: 'accepted', ...assignee });
  return id;
};

export const speak = async (scene: Scene, id: string): Promise<void> => {
  await laterBy(scene, 0, 2, 'speak');
  await scene.desk.record(id, 'conversation');
  await scene.desk.change(id, { status: 'in-progress' });
};

/** Nobody confirms what lies at the simulated Notify, so that no text is known to have arrived: somebody rings the next time they sit down, about what is with that group. */
export const ringAboutMeeting = async (scene: Scene, onward: string): Promise<void> => {
  await later(scene, 0);
  await scene.desk.record(onward, 'conversation');
};

/** Two people of two teams have the same Task open, and both save. One of them must be told. */
export const collide = async (scene: Scene, id: string): Promise<void> => {
  if (!scene.dice.chance(0.2, scene.n, 'collide')) return;
  const read = await scene.desk.read(id);
  scene.injected('conflicting-updates');
  const answers = await Promise.all([
    scene.desk.changeFrom(read, { businessStatus: 'contact-attempted' }),
    scene.otherDesk.changeFrom(read, { status: 'on-hold', reason: 'Away', reviewDate: reviewDate(scene) }),
  ]);
  const statuses = answers.map(({ status }) => status).sort();
  if (statuses.join() !== '200,412') throw new Error(`Two changes of one version were answered ${statuses}`);
  if (answers[1]?.status === 200) await scene.desk.change(id, { status: 'in-progress' });
};

const reviewDate = ({ now }: Scene): string => new Date(closeOfDay(now(), 10)).toISOString().slice(0, 10);

/** Whoever referred writes something that asks for nothing; somebody of the service reads it, now and then once they were reminded. */
export const writesNote = async (scene: Scene, sent: Sent, text: string): Promise<void> => {
  const { practice, desk } = scene;
  const note = await practice.writes(sent, text);
  await laterBy(scene, 0, 3, 'reads a note');
  await desk.look(await found(scene, `${note} reaches the service`, () => desk.told(note)));
};

/** The last message is read by a person at the practice; where it reads on paper, or nothing comes, the telephone rings. */
export const readAtTheEnd = async (scene: Scene, sent: Sent, topic: PracticeMessage): Promise<void> => {
  const { practice, desk } = scene;
  const message = await lookFor(scene, 4, () => practice.has(sent, topic));
  if (message) await laterBy(scene, 0, 1, 'read');
  if (message && !practice.rings) {
    await practice.acknowledge(message, 'Dr Tom Reed');
    return;
  }
  const left = (await desk.unread(`${sent.id}.t1`)).find((m) => m.topic?.coding?.some((c) => c.code === topic));
  if (left) await desk.ring(left);
};
