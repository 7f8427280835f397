import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamodbOf, outputOf } from '../../infra/operator/connection.ts';
import { freePort } from '../journeys/hub.ts';
import { type County, openCounty } from './county/county.ts';
import { referralOf } from './county/person.ts';
import type { Sent } from './county/practice.ts';
import { allFaults } from './faults/kinds.ts';
import { type Outage, outageOf } from './faults/outage.ts';
import { wrongAnswers } from './faults/wrong-answers.ts';
import { newAgenda } from './harness/agenda.ts';
import { diceOf } from './harness/dice.ts';
import { hubProcess } from './harness/hub-process.ts';
import { type Injected, injected } from './harness/injected.ts';
import { registerCounty } from './harness/register.ts';
import { type Moved, passTime } from './harness/time.ts';
import { firstMorning, nextLook } from './harness/working-time.ts';
import { ringRound } from './stories/after-outage.ts';
import { stories, storyOf } from './stories/all.ts';
import type { Story } from './stories/story.ts';

interface RunProps {
  readonly seed: string;
  readonly referrals: number;
  /** Working days over which they come. */
  readonly days: number;
  /** kill -9 of the hub so often. */
  readonly kills: number;
  readonly progress?: (line: string) => void;
}

interface Told {
  readonly n: number;
  readonly name: string;
  readonly story: Story;
  sent: Sent | undefined;
}

/** All that the judges need. */
export interface Ran {
  readonly seed: string;
  readonly referrals: number;
  /** How often the hub was to be killed. */
  readonly kills: number;
  readonly county: County;
  readonly told: readonly Told[];
  readonly injected: Injected;
  readonly outage: Outage;
  readonly moved: Moved;
  readonly from: number;
  readonly until: number;
  readonly failures: readonly { readonly name: string; readonly error: unknown }[];
  readonly dynamodb: ReturnType<typeof dynamodbOf>;
  readonly tables: { readonly ledger: string; readonly views: string };
  readonly stop: () => Promise<void>;
}

/** How often the runtime's own faults strike, and how soon at each site. */
const runtimeFaults = {
  rates: {
    ...{ 'crash-before-write': 0.001, 'crash-after-write': 0.001, 'stream-replayed': 0.03 },
    ...{ 'event-dropped': 0.01, 'event-duplicated': 0.05, 'event-delayed': 0.01, 'event-reordered': 0.05 },
  },
  soon: 40,
};

export const run = async ({ seed, referrals, days, kills, progress = () => undefined }: RunProps): Promise<Ran> => {
  const dice = diceOf(seed);
  const data = await mkdtemp(join(tmpdir(), 'handover-simulation-'));
  const port = await freePort();
  const agenda = newAgenda();
  const made = injected(allFaults);
  const told = Array.from({ length: referrals }, (_, n): Told => ({ n, ...storyOf(n, dice), sent: undefined }));
  let now = (): number => Date.now();
  const answers = wrongAnswers(dice, made);
  const from = firstMorning(Date.now());
  const away = 'L99902';
  const outage = outageOf({
    ...{ organisation: away, from: nextLook(from, Math.ceil(days / 3)), agenda, injected: made },
    now: () => now(),
    afterwards: async () => {
      await agenda.until(nextLook(now(), 1));
      const practice = county.practices.find(({ organisation }) => organisation === away);
      if (practice)
        await ringRound(
          county.desks[0],
          practice,
          told.map(({ sent }) => sent),
          outage.ended ?? 0,
        );
    },
  });
  const county = await openCounty({
    ...{ hub: `http://127.0.0.1:${port}`, data, now: () => now(), atOnce: 6 },
    wrong: (endpoint) => outage.begins(endpoint) ?? answers(endpoint),
    skewed: (client) => made.add('clock-skew', client),
  });
  const peers = Object.fromEntries(county.endpoints.map(({ organisation, url }) => [organisation, url]));
  const hub = hubProcess({ data, port, peers, origins: Object.values(peers) });
  const stop = async (): Promise<void> => {
    await hub.stop();
    await county.stop();
    await rm(data, { recursive: true, force: true });
  };
  await hub.start();
  now = hub.now;
  const running = await hub.running();
  const dynamodb = dynamodbOf(running);
  await registerCounty(running, data, peers);
  await hub.untilIdle();
  await hub.advance(from - hub.now());

  for (const one of told) {
    const { n, story } = one;
    const practice = n % 25 === 24 ? county.council : dice.pick(county.practices, 'practice', n);
    const south = dice.chance(0.4, 'team', n);
    agenda.live(`${n} ${one.name}`, async () => {
      await agenda.until(nextLook(from, Math.floor((n * days) / referrals)));
      await story.tell({
        ...{ n, dice, agenda, now: hub.now, practice, groups: county.groups },
        ...{ desk: county.desks[south ? 1 : 0], otherDesk: county.desks[south ? 0 : 1] },
        injected: (kind) => made.add(kind),
        bundle: referralOf(n, practice.organisation, dice),
        sent: (sent) => {
          one.sent = sent;
        },
      });
    });
  }
  const tables = { ledger: outputOf(running, 'LedgerTable'), views: outputOf(running, 'ViewsTable') };
  const moved = await passTime({
    ...{ hub, agenda, dice, injected: made, dynamodb, views: tables.views, progress },
    faults: { seed, ...runtimeFaults },
    exact: () => outage.began !== undefined && outage.ended === undefined,
    kills: Array.from({ length: kills }, (_, k) => nextLook(from, Math.floor(((k + 1) * (days + 5)) / (kills + 1)))),
  });
  return {
    ...{
      seed,
      referrals,
      kills,
      county,
      told,
      injected: made,
      outage,
      moved,
      from,
      until: hub.now(),
      failures: agenda.failures,
    },
    ...{ dynamodb, tables, stop },
  };
};

export const scriptedSilent = ({ name }: Told): boolean => stories[name]?.silent === true;
