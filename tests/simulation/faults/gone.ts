import type { Endpoint, Misbehaviour } from '../county/endpoint.ts';
import type { Agenda } from '../harness/agenda.ts';
import type { Injected } from '../harness/injected.ts';

/** Half an hour: the hub looks every five minutes whether it was enabled again, and each look is a step of the run for each that waits. */
const goneMinutes = 30;

interface GoneProps {
  readonly organisation: string;
  /** Not before this instant; then with the next message. */
  readonly from: number;
  readonly now: () => number;
  readonly agenda: Agenda;
  readonly injected: Injected;
  /** What whoever runs the hub does once the endpoint is there again. */
  readonly resume: (organisation: string) => Promise<void>;
}

/**
 * The endpoint of one practice answers 410, which disables it at the hub, until its operator enables it again. Nothing tells
 * the hub of single messages then: what waited comes by the sweep or not at all.
 */
export const goneFor = ({ organisation, from, now, agenda, injected, resume }: GoneProps) => {
  let until: number | undefined;
  return (endpoint: Endpoint): Misbehaviour | undefined => {
    if (endpoint.organisation !== organisation || now() < (until === undefined ? from : 0)) return undefined;
    if (until === undefined) {
      const back = now() + goneMinutes * 60_000;
      until = back;
      agenda.live(`${organisation} is gone`, async () => {
        await agenda.until(back);
        await resume(organisation);
      });
    }
    if (now() >= until) return undefined;
    injected.add('answers-410', organisation);
    return { kind: 'answers-410', keeps: false, thenWell: false, answer: (response) => response.writeHead(410).end() };
  };
};
