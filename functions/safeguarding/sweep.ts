import type { OpenConcern } from '../domain/concern/concern.ts';
import { nextStep } from '../domain/concern/next-step.ts';
import type { SafeguardingPorts } from './ports.ts';
import type { Tell } from './tell.ts';

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

/** The first who can be reached; where all were told before, every one of them. */
const tellThem = async (tell: Tell, readers: readonly string[], id: string, all: boolean): Promise<string[]> => {
  const reached: string[] = [];
  for (const reader of readers) {
    if (await tell(reader, id)) reached.push(reader);
    if (reached.length > 0 && !all) break;
  }
  return reached;
};

const look = async ({ rule, store, tell }: SweepPorts, open: OpenConcern, now: string): Promise<Swept> => {
  const step = nextStep(rule, open, now);
  const count = (stranded: boolean, untold = false): Swept => ({
    stranded: stranded && !open.acknowledged ? 1 : 0,
    untold: untold ? 1 : 0,
  });
  const before = open.stranded !== undefined;
  if (step.kind === 'none') return count(before);
  const stranded = open.stranded ?? (step.stranded ? now : undefined);
  if (step.kind === 'wait') {
    await store.change(open, { ...open, due: step.until, stranded });
    return count(stranded !== undefined);
  }
  const reached = await tellThem(tell, step.readers, open.id, step.stranded);
  // It stays due: the next minute tries again.
  if (reached.length === 0) return count(stranded !== undefined, true);
  const told = [...open.told, ...reached.map((reader) => ({ reader, at: now }))].slice(-mostTold);
  // false: somebody acknowledged or closed it meanwhile, which is what was wanted.
  await store.change(open, { ...open, told, due: step.next, stranded });
  return count(stranded !== undefined);
};

/** Each minute: whoever is due to be told is told. One that fails does not keep the others. */
export const sweepConcerns = (ports: SweepPorts) => async (): Promise<Swept> => {
  const now = ports.clock();
  let [stranded, untold] = [0, 0];
  for (const open of await ports.store.open()) {
    try {
      const counts = await look(ports, open, now);
      stranded += counts.stranded;
      untold += counts.untold;
    } catch (error) {
      untold += 1;
      ports.failed(error);
    }
  }
  return { stranded, untold };
};
