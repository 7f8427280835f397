import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputOf } from '../../infra/operator/connection.ts';
import { markedPerson } from './canary/marked-person.ts';
import { byMail } from './county/organisations.ts';
import { referralOf } from './county/person.ts';
import type { Practice, Sent } from './county/practice.ts';
import { arrive } from './harness/arriving.ts';
import { publicFigure } from './harness/figures.ts';
import { type Opened, open } from './harness/opening.ts';
import { type Moved, passTime } from './harness/time.ts';
import { meetingAt, nextLook } from './harness/working-time.ts';
import { stories, storyOf } from './stories/all.ts';
import { handOver } from './stories/hand-over.ts';
import type { Story } from './stories/story.ts';

interface RunProps {
  readonly seed: string;
  readonly referrals: number;
  /** Working days over which they come. */
  readonly days: number;
  /** kill -9 of the hub so often. */
  readonly kills: number;
  /** So many of the first people who can be are canaries: whatever is said of them is a marker. */
  readonly canaries: number;
  readonly progress?: (line: string) => void;
}

interface Told {
  readonly n: number;
  readonly name: string;
  readonly story: Story;
  sent: Sent | undefined;
}

/** All that the judges need. */
export interface Ran
  extends Pick<RunProps, 'seed' | 'referrals' | 'kills'>,
    Pick<Opened, 'county' | 'injected' | 'outage' | 'from' | 'dynamodb' | 'data' | 'stop'>,
    Pick<Opened, 'hub' | 'notify' | 'marks' | 'witness' | 'canaries'> {
  readonly told: readonly Told[];
  readonly moved: Moved;
  readonly until: number;
  readonly failures: Opened['agenda']['failures'];
  /** What the hub's public figure of silent referrals was, evening by evening. */
  readonly counted: ReturnType<typeof publicFigure>['counted'];
  /** When one person's cases became another's. */
  readonly handedOver: number;
  readonly tables: { readonly ledger: string; readonly views: string };
}

/** As many a day as keep both cores busy, and at least so many that an outage of 76 hours lies within. */
export const daysFor = (referrals: number): number => Math.max(12, Math.ceil(referrals / 167));

/** Of the hub's log, when a run breaks off. */
const lastLines = 30;

const hour = 3_600_000;

/** The council and the practice that has e-mail alone take part in a short run too. */
const referrerOf = (n: number, { council, practices }: Opened['county'], dice: Opened['dice']): Practice => {
  if (n % 25 === 24) return council;
  const byLetter = practices.find(({ organisation }) => organisation === byMail.organisation);
  return n % 25 === 12 && byLetter ? byLetter : dice.pick(practices, 'practice', n);
};

/** With which practice somebody is registered: a council has no patients, and elsewhere they read on paper. */
const surgeryOf = (n: number, { registered }: Story, referrer: Practice, { county, dice }: Opened): Practice => {
  const { council, practices } = county;
  if (registered !== 'elsewhere') return referrer === council ? dice.pick(practices, 'surgery', n) : referrer;
  const others = practices.filter(({ rings, organisation }) => rings && organisation !== referrer.organisation);
  return others[dice.whole(0, others.length - 1, 'surgery', n)] ?? referrer;
};

/** How often the runtime's own faults strike, and how soon at each site. */
const runtimeFaults = {
  rates: {
    ...{ 'crash-before-write': 0.001, 'crash-after-write': 0.001, 'stream-replayed': 0.03 },
    ...{ 'event-dropped': 0.01, 'event-duplicated': 0.05, 'event-delayed': 0.01, 'event-reordered': 0.05 },
  },
  soon: 40,
};

export const run = async (props: RunProps): Promise<Ran> => {
  const opened = await open(props);
  try {
    return await live(props, opened);
  } catch (error) {
    const said = await readFile(join(opened.data, 'hub.log'), 'utf8');
    props.progress?.(said.split('\n').slice(-lastLines).join('\n'));
    await opened.stop();
    throw error;
  }
};

const live = async (props: RunProps, opened: Opened) => {
  const { seed, referrals, days, kills, progress = () => undefined } = props;
  const { agenda, canaries, county, marks, dice, dynamodb, from, hub, injected, notify, operator, running } = opened;
  const told = Array.from(
    { length: referrals },
    (_, n): Told => ({ n, ...storyOf(n, referrals, dice), sent: undefined }),
  );
  // A canary has a number that is not safe, and is somebody to be careful of.
  const marked = new Set(told.filter(({ story }) => story.care !== 'none').slice(0, props.canaries));
  for (const one of told) {
    const { n, story } = one;
    const practice = referrerOf(n, county, dice);
    const south = dice.chance(0.4, 'team', n);
    const surgery = surgeryOf(n, story, practice, opened);
    const about = { n, organisation: practice.organisation, care: story.care };
    const person = referralOf({ ...about, surgery: story.registered && surgery.organisation }, dice);
    const isCanary = marked.has(one);
    agenda.live(`${n} ${one.name}`, async () => {
      await agenda.until(nextLook(from, Math.floor((n * days) / referrals)));
      await story.tell({
        ...{ n, dice, agenda, now: hub.now, practice, surgery, groups: county.groups, duty: county.duty },
        beside: () => told[n % 2 === 0 ? n + 1 : n - 1]?.sent,
        ...{ desk: county.desks[south ? 1 : 0], otherDesk: county.desks[south ? 0 : 1] },
        injected: (kind) => injected.add(kind),
        bundle: isCanary ? markedPerson(person, n, practice.organisation, marks) : person,
        sent: (sent) => {
          one.sent = sent;
          if (isCanary) canaries.add(sent.id, { n, organisation: practice.organisation });
        },
      });
    });
  }
  const handedOver = meetingAt(from, Math.floor(days / 2)) + hour;
  agenda.live('a caseload is handed over', () => handOver(agenda, operator, handedOver));
  const tables = { ledger: outputOf(running, 'LedgerTable'), views: outputOf(running, 'ViewsTable') };
  const figure = publicFigure(hub.url, hub.now);
  const moved = await passTime({
    ...{ hub, agenda, dice, injected, dynamodb, views: tables.views, progress },
    faults: { seed, ...runtimeFaults },
    quiet: async () => {
      county.mailbox.collect();
      await figure.look();
      if (await arrive(notify, dice)) await hub.untilIdle();
    },
    kills: { count: kills, from: nextLook(from, Math.min(2, days)), until: nextLook(from, days) },
  });
  const { failures } = agenda;
  return {
    ...{ ...opened, seed, referrals, kills, told, moved, until: hub.now(), failures, handedOver, tables },
    counted: figure.counted,
  };
};

export const scriptedSilent = ({ name }: Told): boolean => stories[name]?.silent === true;
