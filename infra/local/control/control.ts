import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Alarms } from '../alarms/alarms.ts';
import type { Outbox } from '../aws/outbox.ts';
import type { Handle } from '../door.ts';
import type { Faults } from '../faults/faults.ts';
import type { AskedLog } from '../iam/asked-log.ts';
import type { HubClock } from '../time/hub-clock.ts';
import type { Counts } from './counts.ts';

interface ControlProps {
  readonly counts: Counts;
  readonly clock: HubClock;
  readonly asked: AskedLog;
  readonly faults: Faults;
  readonly alarms: Alarms;
  readonly outbox: Outbox;
  /** Waits until the streams were read to their tip, then says what still goes on. */
  readonly activity: () => Promise<{ readonly idle: boolean; readonly queues: Readonly<Record<string, number>> }>;
  readonly outputs: () => Readonly<Record<string, unknown>>;
  /** Told the whole offset from the machine's clock, so that a new start goes on from there. */
  readonly advanced: (offset: number) => void;
}

const advance = z.strictObject({ advance: z.number().min(0) });

/**
 * A door for tests, the demo and benches, on a port of its own that only this machine reaches. No function knows it.
 * GET /counts, POST /counts/reset, GET /asked, GET /alarms, GET /outbox, GET /idle, GET /outputs, GET /clock, POST /clock {"advance": ms},
 * GET /faults, POST /faults (faults/README.md)
 */
export const control = ({
  counts,
  clock,
  asked,
  faults,
  alarms,
  outbox,
  activity,
  outputs,
  advanced,
}: ControlProps): Handle => {
  const time = () => ({ now: new Date(clock.now()).toISOString() });
  const answers: Readonly<Record<string, (body: string) => unknown>> = {
    'GET /counts': () => counts.all(),
    'POST /counts/reset': () => {
      counts.reset();
      return {};
    },
    'GET /idle': async () => {
      const next = clock.next();
      return {
        ...(await activity()),
        ...time(),
        ...(next === undefined ? {} : { next: new Date(next).toISOString() }),
      };
    },
    'GET /alarms': () => alarms.states(),
    'GET /outbox': () => ({ mails: outbox.all() }),
    'GET /asked': () => asked.all(),
    'GET /faults': () => faults.counts(),
    'POST /faults': (body) => {
      faults.order(JSON.parse(body));
      return faults.counts();
    },
    'GET /outputs': () => outputs(),
    'GET /clock': time,
    'POST /clock': (body) => {
      const milliseconds = advance.parse(JSON.parse(body)).advance;
      clock.advance(milliseconds);
      advanced(clock.now() - Date.now());
      return time();
    },
  };
  return async (request, response) => {
    const answer = answers[`${request.method} ${request.url}`];
    const json = { 'content-type': 'application/json' };
    try {
      const body = await text(request);
      if (!answer) response.writeHead(404, json).end(JSON.stringify({ has: Object.keys(answers) }));
      else response.writeHead(200, json).end(JSON.stringify(await answer(body)));
    } catch (error) {
      response
        .writeHead(400, json)
        .end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    }
  };
};
