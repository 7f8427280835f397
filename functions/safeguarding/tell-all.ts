import type { OpenConcern } from '../domain/concern/concern.ts';
import type { Tell } from './tell.ts';

/** A concern of which somebody is to be told. */
export interface Due {
  /** As it stands now: another version once somebody was told. */
  open: OpenConcern;
  /** In order. */
  readonly readers: readonly string[];
  /** Every one of them, and not the first who can be reached: they were all told before. */
  readonly all: boolean;
  /** It may wait for others, unless its reader is told of something anyway. */
  readonly held: boolean;
  readonly next: string;
  readonly stranded: string | undefined;
  /** Who was told. */
  readonly reached: string[];
}

interface Telling {
  readonly tell: Tell;
  /** Writes down at once that this reader was told: if the rest is broken off, they are not told of it again each minute. */
  readonly settle: (due: Due, reader: string) => Promise<void>;
  /** No further one is begun: what nobody was told of is due in the next minute, of what is stranded a slow reader hears later. */
  readonly isOver: () => boolean;
  readonly failed: (error: unknown) => void;
}

/** One reader is told of all that is theirs. */
const tellOne = async (
  { tell, settle, isOver, failed }: Telling,
  reader: string,
  theirs: readonly Due[],
): Promise<void> => {
  const ids = theirs.map(({ open }) => open.id);
  try {
    for await (const reached of tell(reader, ids)) {
      for (const one of theirs) if (reached.includes(one.open.id)) await settle(one, reader);
      if (isOver()) return;
    }
  } catch (error) {
    failed(error);
  }
};

const readersIn = ({ readers, all, reached }: Due, turn: number): readonly string[] => {
  if (all) return turn === 0 ? readers : [];
  return reached.length === 0 ? readers.slice(turn, turn + 1) : [];
};

/**
 * The first reader of each is told of all that is theirs, every reader beside the others, so that one who is slow keeps no other waiting;
 * of what did not get there the second one; and so on. Where nothing of a reader's presses, they are told with what comes later.
 */
export const tellAll = async (telling: Telling, due: readonly Due[], turn = 0): Promise<void> => {
  if (telling.isOver()) return;
  const toTell = due.flatMap((one) => readersIn(one, turn).map((reader) => ({ reader, one })));
  const byReader = Map.groupBy(toTell, ({ reader }) => reader);
  await Promise.all(
    [...byReader].map(async ([reader, pairs]) => {
      const theirs = pairs.map(({ one }) => one);
      if (theirs.every(({ held }) => held)) return;
      await tellOne(telling, reader, theirs);
      await tellAll(telling, theirs, turn + 1);
    }),
  );
};
