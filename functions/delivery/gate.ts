import { given } from '../domain/given.ts';
import { mostTries } from '../usecases/most-tries.ts';
import type { Clock } from '../usecases/ports.ts';
import type { LineRow, LineRows } from '../views/line-rows.ts';
import { afterTry, type Gate, gateOf, type Line, slowMs, type Went } from './line.ts';

/** The list of lines keeps one that was written at most this long ago; the sweep removes older ones that are quiet. */
const freshMs = 600_000;

/** Leave to try. What was taken for it is given back with how the try went. */
export interface Pass {
  readonly line: string;
  readonly slot?: string;
  readonly probe?: true;
  /** Nothing is known of this recipient but good. */
  readonly clear: boolean;
}
export type Entered =
  | { readonly kind: 'go'; readonly pass: Pass }
  | { readonly kind: 'broken' }
  | { readonly kind: 'wait' | 'turn'; readonly until: string }
  /** So many came at once that nobody could say: it is as if it had not come yet. */
  | { readonly kind: 'crowd' };

/** Who may try now, over all senders at once: breaker and budget of a recipient, or of what carries to many. */
export interface Gates {
  /** `line`: an organisation, or `meshLine`. `waited`: the time that it was told to come, or its next step, has come. */
  enter(line: string, waited: boolean): Promise<Entered>;
  left(went: Omit<Went, 'slot' | 'probe'>, pass: Pass): Promise<void>;
  /** Something is about to wait for it: from now on the sweep must look at its part. */
  expect(organisation: string): Promise<void>;
}

export const gates = ({ lines, clock }: { readonly lines: LineRows; readonly clock: Clock }): Gates => {
  /** `next`: what the line is to be; undefined: it is right as it is. Who loses a race looks again. */
  const change = async (
    organisation: string,
    next: (line: LineRow | undefined) => Line | undefined,
  ): Promise<boolean> => {
    for (let n = 0; n < mostTries; n += 1) {
      const line = await lines.read(organisation);
      const wanted = next(line);
      if (!wanted) return true;
      if (await lines.write(organisation, line, { ...wanted, changed: clock() })) return true;
    }
    return false;
  };
  return {
    enter: async (name, waited) => {
      let gate: Gate = { kind: 'go' };
      let clear = true;
      const taken = await change(name, (line) => {
        clear = line === undefined;
        gate = gateOf(line, clock(), waited);
        return 'line' in gate ? gate.line : undefined;
      });
      return taken ? entered(gate, { line: name, clear }) : { kind: 'crowd' };
    },
    left: async (went, { line: name, slot, probe, clear }) => {
      // Almost every try: nothing to read, nothing to write.
      if (clear && went.answered !== false && went.milliseconds < slowMs) return;
      await change(name, (line) => afterTry(line, { ...went, slot, probe }, clock()));
    },
    expect: async (organisation) => {
      const since = new Date(Date.parse(clock()) - freshMs).toISOString();
      const written = await change(organisation, (line) =>
        line && line.changed > since ? undefined : (line ?? { failures: 0, probes: 0, slots: [] }),
      );
      if (!written) throw new Error('A line was written by others too often');
    },
  };
};

const entered = (gate: Gate, pass: Pass): Entered =>
  gate.kind === 'go' ? { kind: 'go', pass: { ...pass, ...given({ slot: gate.slot, probe: gate.probe }) } } : gate;
