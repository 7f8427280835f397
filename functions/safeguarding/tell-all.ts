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

/** The first reader of each is told of all that is theirs at once; of what did not get there the second one; and so on. */
export const tellAll = async (tell: Tell, due: readonly Due[]): Promise<void> => {
  const waits = new Set<Due>();
  for (let turn = 0; ; turn += 1) {
    const left = due.filter((one) => turn < one.readers.length && (one.all || one.reached.length === 0));
    const byReader = Map.groupBy(
      left.filter((one) => !waits.has(one)),
      ({ readers }) => readers[turn] ?? '',
    );
    if (byReader.size === 0) return;
    for (const [reader, theirs] of byReader) {
      if (theirs.every(({ held }) => held)) {
        for (const one of theirs) waits.add(one);
        continue;
      }
      const reached = await tell(
        reader,
        theirs.map(({ open }) => open.id),
      );
      for (const one of theirs) if (reached.includes(one.open.id)) one.reached.push(reader);
    }
  }
};
