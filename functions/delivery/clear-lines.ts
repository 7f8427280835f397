import type { Clock } from '../usecases/ports.ts';
import type { LineRows } from '../views/line-rows.ts';

/** For as long another sender may try a recipient whose line broke meanwhile; what comes of it is written either way. */
const rememberedMs = 1_000;

/** A line is read with each try, and almost always there is none. That is remembered for a moment: on a busy morning one recipient is told of hundreds. */
export const clearForAMoment = (lines: LineRows, clock: Clock): LineRows => {
  const clear = new Map<string, number>();
  return {
    ...lines,
    read: async (organisation) => {
      const now = Date.parse(clock());
      if ((clear.get(organisation) ?? 0) > now) return undefined;
      const line = await lines.read(organisation);
      if (line) clear.delete(organisation);
      else clear.set(organisation, now + rememberedMs);
      return line;
    },
    write: (organisation, from, line) => {
      clear.delete(organisation);
      return lines.write(organisation, from, line);
    },
  };
};
