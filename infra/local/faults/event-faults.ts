import type { HubClock } from '../time/hub-clock.ts';
import type { Faults } from './faults.ts';

/** An event that a rule hands over to its target. */
interface HandOver {
  /** `delay` in milliseconds. */
  readonly send: (delay?: number) => unknown;
  /** Runs once another event went by, or a minute later. */
  readonly afterNext: (send: () => void) => void;
}

const minute = 60_000;

export const eventFaults: Readonly<Record<string, (event: HandOver) => unknown>> = {
  'event-dropped': () => undefined,
  'event-duplicated': ({ send }) => [send(), send()],
  'event-delayed': ({ send }) => send(10 * minute),
  'event-reordered': ({ send, afterNext }) => afterNext(() => send()),
};

/** What stands between a rule and its targets. What waits for the next event is lost with the process. */
export const eventDoor = (faults: Faults, clock: HubClock): ((site: string, send: HandOver['send']) => void) => {
  const waiting = new Set<() => void>();
  const afterNext = (send: () => void): void => {
    const cancel = clock.at(clock.now() + minute, () => once());
    const once = (): void => {
      cancel();
      if (waiting.delete(once)) send();
    };
    waiting.add(once);
  };
  return (site, send) => {
    const before = [...waiting];
    const fault = faults.choose(eventFaults, site);
    if (fault) fault({ send, afterNext });
    else send();
    for (const late of before) late();
  };
};
