import { z } from 'zod';
import { eventually } from './patience.ts';

const activity = z.object({ idle: z.boolean(), queues: z.record(z.string(), z.number()) });

/** Until nothing is under way in the hub any more: what has not arrived by then does not come. */
export const untilQuiet = (controlUrl: string, patience?: number): Promise<true> =>
  eventually(
    'the hub has nothing under way',
    async () => {
      const { idle, queues } = activity.parse(await (await fetch(`${controlUrl}/idle`)).json());
      return idle && Object.values(queues).every((length) => length === 0) ? true : undefined;
    },
    patience,
  );
