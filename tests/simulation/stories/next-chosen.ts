import type { Group, Invitation } from '../county/group.ts';
import { dateIn } from '../harness/working-time.ts';
import { found, later, laterBy } from './steps.ts';
import type { Scene, Story } from './story.ts';
import { goRound } from './whole-loop.ts';

/** The hub asks so many by itself, then a human does: issue 9, 5. */
const moves = 2;

/** Nobody is asked twice, and whoever is last says yes. */
const noes = { some: 1, most: 3 } as const;

/** A no after which the hub goes on by itself, if it may; a no of another kind is for a human. */
const full = ['no-capacity', 'not-suitable'] as const;
const otherwise = 'too-complex';

interface Asked {
  readonly group: Group;
  /** Of its onward Task. */
  readonly id: string;
}

/** The person says yes to every group, in the order of their choice: one is asked, and each of the others only if the one before says no. */
const choose = async ({ desk, dice, n, groups, now }: Scene, id: string): Promise<readonly [Asked, ...Asked[]]> => {
  const from = dice.whole(0, groups.length - 1, n, 'group');
  const order = groups.map((group, at) => groups[(from + at) % groups.length] ?? group);
  const [group = groups[0], ...rest] = order;
  const chosen: [Asked, ...Asked[]] = [
    { group, id: await desk.ask(await desk.read(id), group.organisation, 'walking-group') },
  ];
  for (const next of rest) {
    const ifNo = { of: chosen.at(-1)?.id ?? '', reviewDate: dateIn(now(), 15) };
    const draft = await desk.ask(await desk.read(id), next.organisation, 'walking-group', ifNo);
    chosen.push({ group: next, id: draft });
  }
  return chosen;
};

/** Somebody of the service asks whom the person chose next: at their next look, or once the hub reminds them of it. */
const askByHand = async (scene: Scene, { id }: Asked, turn: number): Promise<void> => {
  const { desk, dice, n } = scene;
  await later(scene, 0);
  if (dice.chance(0.5, n, 'is reminded', turn))
    await found(scene, `the service is reminded to ask ${id}`, () =>
      desk.remindedOf('ask-next').find(({ about = [] }) => about.some(({ reference }) => reference === `Task/${id}`)),
    );
  const { status } = await desk.read(id);
  if (status !== 'draft') throw new Error(`${id} was a human's to ask, and is ${status}`);
  await desk.change(id, { status: 'requested' });
};

/** Groups say no one after another, and the next is asked by the hub itself, as long as that may be; what is not needed any more is called off. */
const askInOrder =
  (mayMove: boolean) =>
  async (scene: Scene, reference: string, id: string): Promise<{ group: Group; invitation: Invitation }> => {
    const { desk, dice, n, now } = scene;
    const [first, ...others] = await choose(scene, id);
    let asked = first;
    let moved = 0;
    for (let turn = 0; ; turn += 1) {
      await later(scene, dice.whole(0, 1, n, 'look', turn));
      const { group } = asked;
      const invitation = await found(scene, `${group.organisation} sees ${reference}`, () =>
        group.invited(reference, now()),
      );
      if (invitation.id !== asked.id) throw new Error(`${group.organisation} sees ${invitation.id}, not ${asked.id}`);
      const next = others[turn];
      if (!next || turn >= dice.whole(noes.some, noes.most, n, 'noes')) {
        for (const left of others.slice(turn))
          await desk.change(left.id, { status: 'cancelled', reason: 'Not needed' });
        return { group, invitation };
      }
      // The first no is one after which the hub goes on, so that each of these stories knows it.
      const reason = turn > 0 && dice.chance(0.2, n, 'other no', turn) ? otherwise : dice.pick(full, n, 'why', turn);
      await group.does(asked.id, 'decline', { reason });
      const byItself = mayMove && moved < moves && reason !== otherwise;
      if (byItself) moved += 1;
      else await askByHand(scene, next, turn);
      asked = next;
    }
  };

const nextChosen = (mayMove: boolean, before?: (scene: Scene, id: string) => Promise<void>): Story['tell'] => {
  const ask = askInOrder(mayMove);
  return (scene) =>
    goRound(scene, {
      find: async (_, sent, id) => {
        await before?.(scene, id);
        return ask(scene, sent.reference, id);
      },
    });
};

/** A group is full: the hub asks whom the person chose next. */
export const movedOn: Story = { share: 2, ends: 'completed', care: 'none', tell: nextChosen(true) };

/** Somebody who may be at risk: a named professional reads that first, and every next group is asked by a human. */
export const riskAhead: Story = {
  ...{ share: 0.5, ends: 'completed', care: 'risk' },
  tell: nextChosen(false, async (scene, id) => {
    await laterBy(scene, 0, 1, 'reads');
    await scene.desk.record(id, 'risks-read');
  }),
};

/** Somebody at home may read a letter: every next group is asked by a human. */
export const unsafePost: Story = { share: 0.5, ends: 'completed', care: 'safe-contact', tell: nextChosen(false) };
