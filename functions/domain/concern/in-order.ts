import type { OpenConcern } from './concern.ts';

/** As many as one answer holds with room to spare (165 bytes each): whoever raises thousands must not hide them all. */
export const mostListed = 1000;

const rank = ({ acknowledged, level }: OpenConcern): number => (acknowledged ? 2 : 0) + (level === 'unsafe' ? 0 : 1);

/** `1.2026-11-25T12:00:00.000Z.sg-…`: what nobody took on comes first, of that who is unsafe, of that the oldest. */
export const placeOf = (open: OpenConcern): string => `${rank(open)}.${open.at}.${open.id}`;
export const placeForm = /^[0-3]\.[0-9T:.Z-]{24}\.[\w-]{1,80}$/;

export const inOrder = (open: readonly OpenConcern[]): readonly OpenConcern[] =>
  open
    .map((one) => ({ one, place: placeOf(one) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : Number(a.place > b.place)))
    .map(({ one }) => one);

/**
 * What comes after a place. Somebody takes one on between two pages: it moves to the end and is listed again, none moves to
 * where nobody looks any more.
 */
export const listedFrom = (
  open: readonly OpenConcern[],
  after = '',
): { readonly page: readonly OpenConcern[]; readonly next?: string } => {
  const left = inOrder(open).filter((one) => placeOf(one) > after);
  const page = left.slice(0, mostListed);
  const last = page.at(-1);
  return { page, ...(last && left.length > page.length ? { next: placeOf(last) } : {}) };
};
