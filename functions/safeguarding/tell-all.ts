import type { OpenConcern } from '../domain/concern/concern.ts';
import type { Tell } from './tell.ts';

/** A concern of which somebody is to be told. */
export interface Due {
  readonly open: OpenConcern;
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

/** One reader is told of all that is theirs; where nothing of it presses, they are told with what comes later. */
const tellOne = async (tell: Tell, reader: string, theirs: readonly Due[]): Promise<'told' | 'waits'> => {
  if (theirs.every(({ held }) => held)) return 'waits';
  const ids = theirs.map(({ open }) => open.id);
  const reached = await tell(reader, ids);
  for (const one of theirs) if (reached.includes(one.open.id)) one.reached.push(reader);
  return 'told';
};

const isLeft = ({ readers, all, reached }: Due, turn: number): boolean =>
  turn < readers.length && (all || reached.length === 0);

/** The first reader of each is told of all that is theirs at once; of what did not get there the second one; and so on. */
export const tellAll = async (tell: Tell, due: readonly Due[]): Promise<void> => {
  let left = due;
  for (let turn = 0; left.length > 0; turn += 1) {
    left = left.filter((one) => isLeft(one, turn));
    const byReader = Map.groupBy(left, ({ readers }) => readers[turn] ?? '');
    for (const [reader, theirs] of byReader)
      if ((await tellOne(tell, reader, theirs)) === 'waits') left = left.filter((one) => !theirs.includes(one));
  }
};
