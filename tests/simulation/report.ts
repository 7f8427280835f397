import type { Verdict } from './judges/all.ts';
import type { Ran } from './run.ts';

/** How a run went, apart from what the judges say. */
export const runLines = (ran: Ran, milliseconds: number): string[] => {
  const { seed, referrals, moved, from, until } = ran;
  const parts = Object.entries(moved.spent).map(([what, ms]) => `${what} ${Math.round(ms / 1000)} s`);
  const days = Math.round((until - from) / 86_400_000);
  return [
    `SEED=${seed} npm run simulate -- --referrals ${referrals}`,
    `${referrals} referrals over ${days} simulated days from ${new Date(from).toISOString().slice(0, 10)}, ${moved.steps} steps, ${requestsOf(ran)} requests, in ${Math.round(milliseconds / 1000)} s (${parts.join(', ')})`,
  ];
};

const requestsOf = ({ county }: Ran): number => county.clients.reduce((sum, client) => sum + client.requests(), 0);

/** In one line, for the table of last results. */
export const inShort = (ran: Ran, verdicts: readonly Verdict[]): string => {
  const { injected, moved, until, from } = ran;
  const broken = verdicts.filter(({ faults }) => faults.length > 0).map(({ name }) => name);
  const strikes = Object.keys(injected.all()).map((kind) => injected.total(kind));
  const days = Math.round((until - from) / 86_400_000);
  return [
    `${ran.referrals} referrals, ${days} simulated days, ${requestsOf(ran)} requests, ${moved.kills} times kill -9${moved.died > 0 ? `, ${moved.died} times gone by itself` : ''}`,
    ...verdicts.flatMap((verdict) => verdict.inShort ?? []),
    `${strikes.reduce((a, b) => a + b, 0)} faults of ${strikes.length} kinds, the rarest ${Math.min(...strikes)} times`,
    broken.length === 0 ? `all ${verdicts.length} judges hold` : `FAILS: ${broken.join('; ')}`,
  ].join('; ');
};

export const seedOf = (given: string | undefined): string => given ?? String(Math.floor(Math.random() * 1e9));
