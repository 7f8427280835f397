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
  /** Due, and nobody was told of it in this minute: no reader could be reached, or there was no time left for it. */
  readonly untold: number;
}

/** As many as are needed to see that everybody was told. */
const mostTold = 50;

/**
 * After so long no further one is begun. The function has 30 seconds (infra/constructs/safeguarding.ts): ten are left for whoever
 * does not answer (delivery/guards.ts), and two to write and count. Killed in between it would not ring.
 */
const beginMs = 18_000;

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

/** A reader was told. What nobody was told of stays due: the next minute tries again, or tells of it together with others. */
const settle = async ({ store }: SweepPorts, due: Due, told: OpenConcern['told'][number]): Promise<void> => {
  const { open, next, stranded } = due;
  const after = { ...open, told: [...open.told, told].slice(-mostTold), due: next, stranded };
  // false: somebody acknowledged or closed it meanwhile, which is what was wanted.
  if (await store.change(open, after)) due.open = { ...after, version: open.version + 1 };
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
  const until = new Date(Date.parse(now) + beginMs).toISOString();
  // One after another: of what is stranded two readers may answer at once.
  let written = Promise.resolve();
  await tellAll(
    {
      tell: ports.tell,
      settle: (one, reader) => {
        one.reached.push(reader);
        written = written.then(() => trying(() => settle(ports, one, { reader, at: now })));
        return written;
      },
      isOver: () => ports.clock() >= until,
      failed: ports.failed,
    },
    due,
  );
  untold += due.filter(({ held, reached }) => !held && reached.length === 0).length;
  return { stranded: isStranded.size, untold };
};
