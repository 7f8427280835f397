import type { OpenConcern } from '../domain/concern/concern.ts';
import { heldUntil, lastTold } from '../domain/concern/held-mail.ts';
import { nextStep } from '../domain/concern/next-step.ts';
import type { SafeguardingPorts } from './ports.ts';
import type { Tell } from './tell.ts';
import { type Due, tellAll } from './tell-all.ts';

interface SweepPorts extends Pick<SafeguardingPorts, 'rule' | 'store' | 'clock'> {
  readonly tell: Tell;
  readonly failed: (error: unknown) => void;
}

/** What is counted: never which. */
interface Swept {
  /** Everybody on the rota was told, or its hours ended, and nobody acknowledged. */
  readonly stranded: number;
  /** Due, and no reader could be reached. */
  readonly untold: number;
}

/** As many as are needed to see that everybody was told. */
const mostTold = 50;

interface Sweep {
  readonly now: string;
  readonly last: ReadonlyMap<string, string>;
  /** Those that count. */
  readonly isStranded: Set<string>;
}

/** A concern that somebody is to be told of now; undefined: none, or it waits for the hours of the rota. */
const dueOf = async (
  { rule, store }: SweepPorts,
  open: OpenConcern,
  { last, now, isStranded }: Sweep,
): Promise<Due | undefined> => {
  const step = nextStep(rule, open, now);
  if (step.kind === 'none') return undefined;
  const stranded = open.stranded ?? (step.stranded ? now : undefined);
  if (stranded) isStranded.add(open.id);
  if (step.kind === 'wait') {
    await store.change(open, { ...open, due: step.until, stranded });
    return undefined;
  }
  const held = heldUntil(rule, open, step, last) > now;
  return { open, readers: step.readers, all: step.stranded, held, next: step.next, stranded, reached: [] };
};

/** true: nobody could be reached. */
const settle = async ({ store }: SweepPorts, due: Due, now: string): Promise<boolean> => {
  const { open, reached, next, stranded, held } = due;
  // It stays due: the next minute tries again, or tells of it together with others.
  if (reached.length === 0) return !held;
  const told = [...open.told, ...reached.map((reader) => ({ reader, at: now }))].slice(-mostTold);
  // false: somebody acknowledged or closed it meanwhile, which is what was wanted.
  await store.change(open, { ...open, told, due: next, stranded });
  return false;
};

/** Each minute: whoever is due to be told is told. One that fails does not keep the others. */
export const sweepConcerns = (ports: SweepPorts) => async (): Promise<Swept> => {
  const now = ports.clock();
  const all = await ports.store.open();
  const last = lastTold(all);
  let untold = 0;
  const isStranded = new Set(all.filter((one) => one.stranded && !one.acknowledged).map(({ id }) => id));
  const due: Due[] = [];
  const trying = async (done: () => Promise<void>): Promise<void> => {
    try {
      await done();
    } catch (error) {
      untold += 1;
      ports.failed(error);
    }
  };
  for (const open of all)
    await trying(async () => {
      const one = await dueOf(ports, open, { last, now, isStranded });
      if (one) due.push(one);
    });
  await tellAll(ports.tell, due);
  for (const one of due)
    await trying(async () => {
      if (await settle(ports, one, now)) untold += 1;
    });
  return { stranded: isStranded.size, untold };
};
