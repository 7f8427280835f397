import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { askGroup, attend, close, finish, join, nameMeeting, type OtherSide, speak, takeOn } from './acts.ts';
import { aboutOf, type Received, receivedIn, topicOf } from './messages.ts';
import { eventually } from './patience.ts';
import { referenceOf, referralOf, task, tasksOf } from './peer/fhir.ts';
import { ask, have } from './programs.ts';
import type { Timeline } from './timeline.ts';

interface Players extends OtherSide {
  readonly practice: string;
}

export interface Ended {
  readonly referral: string;
  readonly reference: string;
  readonly closing: Received;
}

const example = new URL('../../../contracts/examples/referral.json', import.meta.url);

/** One referral, all the way round; each hop waits until the news has arrived at the other organisation's own program. */
export const wholeLoop = async (players: Players, { hop }: Timeline): Promise<Ended> => {
  const { practice, wellbeing } = players;
  const bundle: unknown = JSON.parse(await readFile(example, 'utf8'));

  const serviceHas = (id: string, is: (status: string, business?: string) => boolean) =>
    eventually(`the wellbeing service has ${id}`, async () =>
      z
        .array(task)
        .parse(await ask(wellbeing, 'tasks'))
        .find((t) => t.id === id && is(t.status, t.businessStatus?.coding?.[0]?.code)),
    );
  const practiceHas = (reference: string, topic: string) =>
    eventually(`the practice has the message "${topic}"`, async () =>
      receivedIn(await ask(practice, 'inbox')).find((m) => aboutOf(m) === reference && topicOf(m) === topic),
    );

  const t1 = await hop('practice', 'sends the referral; the wellbeing service is told', async () => {
    const { body } = await have(practice, 'send', { organisation: 'L99901', bundle });
    const [made] = tasksOf(body);
    if (!made) throw new Error('The hub answered without a Task');
    return serviceHas(made.id, (status) => status === 'requested');
  });
  const referral = referralOf(t1.id);
  const reference = referenceOf(t1) ?? '';
  const t2 = `${referral}.t2`;

  await hop('wellbeing service', 'accepts', () => takeOn(players, reference));
  await hop('wellbeing service', 'speaks with her, and records it; the practice is told', async () => {
    await speak(players, reference);
    await practiceHas(reference, 'first-conversation');
  });
  await hop('wellbeing service', 'asks the walking group, with her permission', () => askGroup(players, reference));
  await hop('walking group', 'finds the invitation, accepts; the service is told', async () => {
    await join(players, reference);
    await serviceHas(t2, (status) => status === 'accepted');
  });
  await hop('walking group', 'names the first meeting; the service is told', async () => {
    await nameMeeting(players, reference);
    await serviceHas(t2, (_, business) => business === 'session-scheduled');
  });
  await hop('walking group', 'says that she came; the service and the practice are told', async () => {
    await attend(players, reference);
    await serviceHas(t2, (status) => status === 'in-progress');
    await practiceHas(reference, 'first-meeting');
  });
  await hop('walking group', 'has done its part; the service is told', async () => {
    await finish(players, reference);
    await serviceHas(t2, (status) => status === 'completed');
  });
  const closing = await hop('wellbeing service', 'closes the referral; the practice is told', async () => {
    await close(players, reference);
    return practiceHas(reference, 'closing');
  });
  await hop('practice', 'somebody reads how it ended, and says so: the loop is closed', () =>
    have(practice, 'acknowledge', { reference, topic: 'closing', by: 'Sam Patel, care coordinator' }),
  );
  return { referral, reference, closing };
};
