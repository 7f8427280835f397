import type { Coming, Endpoint, Misbehaviour } from '../county/endpoint.ts';
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
  begins(endpoint: Endpoint, coming: Coming): Misbehaviour | undefined;
}

interface OutageProps {
  readonly organisation: string;
  /**
   * Not before this instant; then with the first try of the next message, so that this one lives through all of it. Of how
   * it stands and of a call to make nobody is told by telephone later: those would leave nothing to see.
   */
  readonly from: number;
  readonly now: () => number;
  readonly agenda: Agenda;
  readonly injected: Injected;
  /** What people do once it is over. */
  readonly afterwards: () => Promise<void>;
}

const isFirstTryOfMessage = ({ arrivals }: Endpoint, { requestId, messages }: Coming): boolean =>
  messages.some(({ topic }) => topic?.coding?.every(({ code }) => code !== 'please-call')) &&
  arrivals.every((arrival) => arrival.requestId !== requestId);

export const outageOf = ({ organisation, from, now, agenda, injected, afterwards }: OutageProps): Outage => {
  const outage: Outage = {
    ...{ organisation, began: undefined, ended: undefined },
    begins: (endpoint, coming) => {
      if (endpoint.organisation !== organisation || outage.began !== undefined || now() < from) return undefined;
      if (!isFirstTryOfMessage(endpoint, coming)) return undefined;
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
