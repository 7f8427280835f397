import { z } from 'zod';
import { closeOfDay } from './working-time.ts';

const figures = z.object({ silentReferrals: z.number().nullable(), asOf: z.iso.datetime().nullable() });

/** What the hub says to anybody, and of which instant. */
interface Counted {
  /** null: it does not know. */
  readonly figure: number | null;
  readonly asOf: number;
}

/** Somebody looks at the hub's public figure at the end of each working day. */
export const publicFigure = (hub: string, now: () => number) => {
  const counted: Counted[] = [];
  let next = closeOfDay(now(), 0);
  return {
    counted,
    look: async (): Promise<void> => {
      if (now() < next) return;
      next = closeOfDay(now(), 1);
      const answer = await fetch(`${hub}/figures`, { headers: { accept: 'application/json' } });
      const { silentReferrals: figure, asOf } = figures.parse(await answer.json());
      counted.push({ figure, asOf: asOf === null ? now() : Date.parse(asOf) });
    },
  };
};
