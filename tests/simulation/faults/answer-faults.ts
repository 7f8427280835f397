import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

interface AnswerFault {
  /** Chance for each message that arrives. */
  readonly rate: number;
  /** Over a whole run at most; for what costs real seconds. */
  readonly most?: number;
  /** Chance that the message was kept although the answer says nothing of it. */
  readonly keeps: number;
  readonly answer: (response: ServerResponse) => Promise<unknown> | unknown;
  /** The right answer follows. */
  readonly thenWell?: true;
  /** A status 2xx: for a webhook, whose body nobody reads, that is a yes, so that its receiver kept it. */
  readonly is2xx?: true;
}

/** How the server of an organisation misbehaves when the hub tells it something. A new kind is a new line here. */
export const answerFaults: Readonly<Record<string, AnswerFault>> = {
  'answers-500': { rate: 0.008, keeps: 0.5, answer: (response) => response.writeHead(500).end('Internal error') },
  'answers-429': {
    ...{ rate: 0.005, keeps: 0 },
    answer: (response) => response.writeHead(429, { 'retry-after': '600' }).end(),
  },
  'answers-garbage': {
    ...{ rate: 0.005, keeps: 0.5, is2xx: true },
    answer: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Please sign in</h1>'),
  },
  'answers-empty-200': {
    ...{ rate: 0.005, keeps: 0.5, is2xx: true },
    answer: (response) => response.writeHead(200).end(),
  },
  'breaks-off': { rate: 0.005, keeps: 0.5, answer: (response) => response.destroy() },
  'is-slow': { rate: 0.02, most: 8, keeps: 0, answer: () => sleep(400), thenWell: true },
  /** Longer than the hub waits: it cannot know whether the message arrived. */
  'never-answers': {
    rate: 0.02,
    most: 1,
    keeps: 1,
    answer: (response) => sleep(11_000).then(() => response.destroy()),
  },
};
