import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept, attend, book, complete } from '../../infra/local/demo/acts.ts';
import { have, tell } from '../../infra/local/demo/programs.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { allQuiet, practiceHears, send, sentIn, serviceSeesStatus, tasksAt, topicsAbout } from './journey.ts';
import { referralFor } from './people.ts';

let hub: JourneyHub;
beforeAll(async () => {
  hub = await startJourneys({ keep: true });
});
afterAll(() => hub?.stop());

/** A kill in the middle of a send leaves a lease, which the sweep finds after more than a minute: three of them may. */
const patience = 300_000;

/** kill -9 at once after the answer, when nothing that follows from it can have happened yet; then a new start. */
const crash = async (): Promise<void> => {
  await hub.kill();
  await hub.start();
};

test(
  'a hub that is killed after each acknowledged step goes on where it was, and the loop closes',
  async () => {
    const sent = await send(hub, referralFor());
    await crash();
    await serviceSeesStatus(hub, sent, 't1', 'requested');

    await accept(hub, sent.reference);
    await book(hub, sent.reference);
    await attend(hub, sent.reference);
    await crash();
    await practiceHears(hub, sent, 'first-meeting');

    await complete(hub, sent.reference);
    await crash();
    await practiceHears(hub, sent, 'closing');
    await serviceSeesStatus(hub, sent, 't1', 'completed');
    await allQuiet(hub);
    expect(await topicsAbout(hub.practice, sent.reference)).toEqual(['first-conversation', 'first-meeting', 'closing']);
  },
  patience,
);

test(
  'a request that was under way when the hub was killed is sent again and done once',
  async () => {
    const order = { organisation: 'L99901', bundle: referralFor(), requestId: randomUUID() };
    const underWay = tell(hub.practice, 'send', order).catch(() => undefined);
    await crash();
    await underWay;
    const sent = sentIn((await have(hub.practice, 'send', order)).body, 'L99901');
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await allQuiet(hub);
    expect([...(await tasksAt(hub, sent)).keys()]).toEqual(['t1']);
  },
  patience,
);
