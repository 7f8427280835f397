import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { diceOf } from '../simulation/harness/dice.ts';
import { type Attempt, hangUp, send } from './attempt.ts';
import { families, type Ground } from './families.ts';
import { type Figures, newFigures } from './figures.ts';
import { forgedOf } from './forged.ts';
import { rollsOf } from './rolls.ts';
import { surfacesOf } from './surfaces.ts';
import type { Target } from './target.ts';

interface Campaign {
  readonly target: Target;
  readonly seed: string;
  readonly requests: number;
  readonly progress?: (line: string) => void;
}

const atOnce = 4;
const look = 200;

/** By their weights, so that a hundred requests are of many kinds. */
const lots: readonly string[] = Object.entries(families).flatMap(([name, { weight }]) =>
  Array<string>(weight).fill(name),
);

const residentMegabytes = (pid: number): number => {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return 0;
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024);
};

/** What functions say of themselves when something broke in them. */
const brokenIn = (logs: string): string[] =>
  readdirSync(logs).flatMap((file) =>
    readFileSync(`${logs}/${file}`, 'utf8')
      .split('\n')
      .filter((line) => /"event":"(request|token|projection|chase)-failed"|Runtime\.|heap out of memory/.test(line))
      .map((line) => `${file}: ${line.slice(0, 300)}`),
  );

const groundOf = async (target: Target): Promise<Ground> => {
  const { actors, referral, others, url, now } = target;
  const [actor] = actors;
  if (!actor) throw new Error('Nobody to forge the tokens of');
  const { sessions } = target;
  const forged = await forgedOf(url, actor, now());
  return { surfaces: surfacesOf(target), actors, referral, others, forged, sessions, origin: new URL(url).origin };
};

/** Sends so many requests, made by the seed, to every route of a running hub, and counts what came of them. */
export const campaign = async ({ target, seed, requests, progress = () => undefined }: Campaign): Promise<Figures> => {
  const dice = diceOf(seed);
  const figures = newFigures(seed);
  let ground = await groundOf(target);
  let next = 0;
  let pause: Promise<void> | undefined;

  /** Quotas hold for this caller too: then a minute of the hub's time goes by. */
  const wait = (): Promise<void> => {
    pause ??= target.pass(61).finally(() => {
      pause = undefined;
    });
    return pause;
  };
  const once = async (n: number): Promise<void> => {
    const rolls = rollsOf(dice, n);
    const family = rolls.pick(lots);
    const attempt = families[family]?.make(ground, rolls);
    if (!attempt) throw new Error(`No family ${family}`);
    const got = await send(target.url, attempt);
    if (got.status === 429) {
      figures.held();
      await wait();
      return figures.counted(family, attempt, await send(target.url, attempt));
    }
    figures.counted(family, attempt, got);
  };
  const caller = async (): Promise<void> => {
    for (let n = next++; n < requests; n = next++) {
      await once(n);
      if (n % look !== 0) continue;
      const before = target.now();
      await target.keepSignedIn();
      if (n % (look * 5) === 0 || target.now() - before > 0) ground = await groundOf(target);
      figures.memory(residentMegabytes(target.pid));
      if (n % 5_000 === 0 && n > 0) progress(figures.lines().join('\n'));
    }
  };

  const began = performance.now();
  figures.memory(residentMegabytes(target.pid));
  await Promise.all(Array.from({ length: atOnce }, caller));
  figures.took(performance.now() - began);
  hangUp();
  await wait();
  const alive: Attempt = { method: 'GET', path: '/health', headers: [['User-Agent', 'hostile']] };
  figures.afterwards((await send(target.url, alive)).status, residentMegabytes(target.pid), brokenIn(target.logs));
  return figures;
};
