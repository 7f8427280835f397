import type { Endpoint, Misbehaviour } from '../county/endpoint.ts';
import type { Agenda } from '../harness/agenda.ts';
import type { Injected } from '../harness/injected.ts';

const hour = 3_600_000;
/** Longer than the hub tries: 75 h 35 min (DESIGN 6). What was due when it began is given to a human. */
const outageHours = 76;

interface Outage {
  readonly organisation: string;
  began: number | undefined;
  ended: number | undefined;
  /** Whether it begins now, with this arrival. */
  begins(endpoint: Endpoint): Misbehaviour | undefined;
}

interface OutageProps {
  readonly organisation: string;
  /** Not before this instant; then with the next message, so that this one lives through all of it. */
  readonly from: number;
  readonly now: () => number;
  readonly agenda: Agenda;
  readonly injected: Injected;
  /** What people do once it is over. */
  readonly afterwards: () => Promise<void>;
}

export const outageOf = ({ organisation, from, now, agenda, injected, afterwards }: OutageProps): Outage => {
  const outage: Outage = {
    ...{ organisation, began: undefined, ended: undefined },
    begins: (endpoint) => {
      if (endpoint.organisation !== organisation || outage.began !== undefined || now() < from) return undefined;
      outage.began = now();
      injected.add('partner-down', organisation);
      agenda.live(`${organisation} is away`, async () => {
        await endpoint.listen(false);
        await agenda.until((outage.began ?? 0) + outageHours * hour);
        await endpoint.listen(true);
        outage.ended = now();
        await afterwards();
      });
      return { kind: 'partner-down', keeps: false, thenWell: false, answer: (response) => response.destroy() };
    },
  };
  return outage;
};
