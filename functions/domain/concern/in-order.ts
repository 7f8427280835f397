import type { OpenConcern } from './concern.ts';

/** As many as one answer holds with room to spare (165 bytes each): whoever raises thousands must not hide them all. */
export const mostListed = 1000;

const rank = ({ acknowledged, level }: OpenConcern): number => (acknowledged ? 2 : 0) + (level === 'unsafe' ? 0 : 1);

/** What nobody took on comes first, of that who is unsafe, of that the oldest. */
export const inOrder = (open: readonly OpenConcern[]): readonly OpenConcern[] =>
  open.toSorted((a, b) => rank(a) - rank(b) || (a.at < b.at ? -1 : Number(a.at > b.at)));
