import { later } from './steps.ts';
import type { Scene } from './story.ts';

const four = ['satisfied', 'worthwhile', 'happy', 'anxious'] as const;

const said = ({ dice, n }: Scene, occasion: string): Record<string, number> =>
  Object.fromEntries(four.map((of) => [of, dice.whole(occasion === 'exit' ? 3 : 0, 10, n, occasion, of)]));

/** Some are asked how they are when they are first spoken to, and not everybody is told what it is for. */
export const askedFirst = async (scene: Scene, id: string): Promise<boolean> => {
  const { dice, n, desk } = scene;
  if (!dice.chance(0.6, n, 'asked')) return false;
  await desk.asks(id, {
    occasion: 'entry',
    explained: dice.chance(0.9, n, 'explained'),
    answers: said(scene, 'entry'),
  });
  return true;
};

/** Twelve weeks are longer than these stories: whoever was asked is asked again at their end, which is too early, or would rather not. */
export const askedAgain = async (scene: Scene, id: string): Promise<void> => {
  const { dice, n, desk } = scene;
  const explained = dice.chance(0.9, n, 'explained again');
  const answers = dice.chance(0.8, n, 'answers again') ? { answers: said(scene, 'exit') } : {};
  await desk.asks(id, { occasion: 'exit', explained, ...answers });
};

/** Some say how they found the service, and hear what became of that. */
export const saysOfService = async (scene: Scene, id: string): Promise<void> => {
  const { dice, n, desk } = scene;
  if (!dice.chance(0.5, n, 'says of service')) return;
  const feedback = await desk.writesDown(id, 'The hall was too cold');
  await later(scene, dice.whole(0, 4, n, 'replies'));
  await desk.replyTo(feedback, id, dice.pick(['heard', 'done'], n, 'reply'));
};
