import { startMesh } from '../../../infra/local/mesh/mesh.ts';
import { isMailbox } from '../../../infra/local/mesh/practice-mailbox.ts';
import { callbackOf } from '../../../infra/local/notify/callback.ts';
import { startNotify } from '../../../infra/local/notify/notify.ts';
import { freePort } from '../../../infra/local/port.ts';
import { openKept } from '../../../infra/local/state/kept.ts';
import { dynamodbOf } from '../../../infra/operator/connection.ts';
import { newCanaries } from '../canary/canaries.ts';
import { markedWords } from '../canary/marked-words.ts';
import { newMarks } from '../canary/marks.ts';
import { witnessOf } from '../canary/witness.ts';
import { openCounty } from '../county/county.ts';
import { goneFor } from '../faults/gone.ts';
import { allFaults } from '../faults/kinds.ts';
import { outageOf } from '../faults/outage.ts';
import { wrongAnswers } from '../faults/wrong-answers.ts';
import { ringRound } from '../stories/after-outage.ts';
import { leaves, takesOver } from '../stories/hand-over.ts';
import { newAgenda } from './agenda.ts';
import { dataFolder } from './data-folder.ts';
import { diceOf } from './dice.ts';
import { hubProcess } from './hub-process.ts';
import { injected } from './injected.ts';
import { keepMessages } from './kept-messages.ts';
import { type Operator, operatorOf } from './operator.ts';
import { firstMorning, nextLook } from './working-time.ts';

interface Opening {
  readonly seed: string;
  /** Working days over which referrals come. */
  readonly days: number;
}

/** The practice that will be away, and the one whose endpoint will be disabled for a morning. */
const away = 'L99902';
const disabled = 'L99904';

/** A county and its hub, on the morning on which all begins. */
export type Opened = Awaited<ReturnType<typeof open>>;

/** A hub that had been there since today would first look back, day by day, over years in which nothing was. */
const startAt = (data: string, from: number): void => {
  const kept = openKept(data);
  kept.write('clock-offset', String(from - Date.now()));
  kept.close();
};

export const open = async ({ seed, days }: Opening) => {
  const dice = diceOf(seed);
  const { path: data, remove } = await dataFolder();
  const port = await freePort();
  const agenda = newAgenda();
  const made = injected(allFaults);
  const answers = wrongAnswers(dice, made);
  const from = firstMorning(Date.now());
  let now = (): number => Date.now();
  const outage = outageOf({
    ...{ organisation: away, from: nextLook(from, Math.ceil(days / 3)), agenda, injected: made },
    now: () => now(),
    afterwards: async () => {
      const practice = county.practices.find(({ organisation }) => organisation === away);
      if (practice) await ringRound({ desk: county.desks[0], practice, agenda, now });
    },
  });
  const gone = goneFor({
    ...{ organisation: disabled, from: nextLook(from, Math.ceil(days / 2)), agenda, injected: made, now: () => now() },
    resume: (organisation) => operator.resume(organisation),
  });
  let operator: Operator;
  const marks = newMarks();
  const witness = witnessOf(marks);
  const canaries = newCanaries();
  const mesh = await startMesh({ exists: isMailbox, now: () => now() });
  const notify = await startNotify({ callback: async () => callbackOf(await hub.running()), now: () => now() });
  const county = await openCounty({
    ...{ hub: `http://127.0.0.1:${port}`, data, now: () => now(), atOnce: 6, mesh, witness },
    words: (clientOf) => markedWords({ marks, canary: canaries.of, clientOf }),
    wrong: (endpoint, coming) => outage.begins(endpoint, coming) ?? gone(endpoint) ?? answers(endpoint),
    skewed: (client) => made.add('clock-skew', client),
  });
  const { receiver } = county;
  const servers = county.endpoints.filter((one) => one !== receiver);
  const peers = Object.fromEntries(servers.map(({ organisation, url }) => [organisation, url]));
  keepMessages(data);
  const hub = hubProcess({
    data,
    port,
    peers,
    origins: [...Object.values(peers), receiver.url],
    mesh: mesh.url,
    notify: notify.url,
  });
  const stop = async (): Promise<void> => {
    await hub.stop();
    await county.stop();
    await mesh.stop();
    await notify.stop();
    await remove();
  };
  try {
    startAt(data, from);
    await hub.start();
    now = hub.now;
    const running = await hub.running();
    operator = operatorOf({ hub: running, data, endpoints: peers, now });
    await operator.register([leaves, takesOver]);
    receiver.secret = await operator.hook(receiver.organisation, `${receiver.url}/handover`);
    await hub.untilIdle();
    const dynamodb = dynamodbOf(running);
    return {
      ...{ dice, agenda, injected: made, from, outage, county, hub, running, operator, dynamodb, data, stop },
      ...{ marks, witness, canaries, notify },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
