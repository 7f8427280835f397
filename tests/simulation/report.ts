import type { Ran } from './run.ts';

/** How a run went, apart from what the judges say. */
export const runLines = ({ seed, referrals, moved, from, until }: Ran, milliseconds: number): string[] => {
  const parts = Object.entries(moved.spent).map(([what, ms]) => `${what} ${Math.round(ms / 1000)} s`);
  const days = Math.round((until - from) / 86_400_000);
  return [
    `SEED=${seed} npm run simulate -- --referrals ${referrals}`,
    `${referrals} referrals over ${days} simulated days from ${new Date(from).toISOString().slice(0, 10)}, ${moved.steps} steps, in ${Math.round(milliseconds / 1000)} s (${parts.join(', ')})`,
  ];
};

export const seedOf = (given: string | undefined): string => given ?? String(Math.floor(Math.random() * 1e9));
