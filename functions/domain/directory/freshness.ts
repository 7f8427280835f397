import { freshDays } from '../../../contracts/directory/capacity.ts';

const dayMs = 86_400_000;

/** Whole days from a day, `YYYY-MM-DD`, to an instant. */
export const daysSince = (day: string, now: string): number =>
  Math.floor((Date.parse(now) - Date.parse(`${day}T00:00:00Z`)) / dayMs);

/** Nobody has answered for it for too long, or ever. A day in the future is no answer: somebody mistyped. */
export const isStale = (checked: string | undefined, now: string): boolean => {
  if (checked === undefined) return true;
  const days = daysSince(checked, now);
  return !(days >= -1 && days <= freshDays);
};
