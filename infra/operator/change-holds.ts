import type { Recorded } from '../../functions/usecases/participant-register.ts';

/** Every part of the hub knows a change of the register by then (functions/identity/cached-participants.ts, DESIGN 7). */
const holdsAfterMs = 60_000;

interface Waits {
  readonly versions: (organisation: string) => Promise<readonly Pick<Recorded<unknown>, 'by'>[]>;
  readonly clock: () => string;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** What whoever waits is shown meanwhile. */
  readonly tell: (line: string) => void;
}

/** Waits until the newest change of an organisation holds everywhere: what is sent before may go to its old address. */
export const changeHolds =
  ({ versions, clock, sleep, tell }: Waits) =>
  async (organisation: string): Promise<void> => {
    for (;;) {
      // Of one that was never changed nobody remembers anything else.
      const [, ...changes] = await versions(organisation);
      const changed = changes.at(-1)?.by.at;
      const left = changed === undefined ? 0 : Date.parse(changed) + holdsAfterMs - Date.parse(clock());
      if (left <= 0) return;
      const seconds = Math.ceil(left / 1000);
      tell(`${organisation} was changed less than a minute ago: waits ${seconds} s, until that holds everywhere.`);
      await sleep(left);
    }
  };
