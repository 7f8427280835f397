export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Day = (typeof days)[number];

interface Window {
  readonly days: readonly Day[];
  readonly from: string;
  readonly to: string;
  readonly readers: readonly string[] | 'nobody';
}

/** Minutes of a day. */
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const endOfDay = 24 * 60;

interface Piece {
  readonly from: number;
  readonly to: number;
  /** Who reads, in order; `nobody`. */
  readonly who: string;
}

const piecesOf = (rota: readonly Window[], day: Day): Piece[] =>
  rota
    .filter((window) => window.days.includes(day))
    .map(({ from, to, readers }) => ({ from: minuteOf(from), to: minuteOf(to), who: [readers].flat().join(', ') }))
    .sort((a, b) => a.from - b.from || a.to - b.to);

const at = (day: Day, from: number, to: number): string => `${day} ${timeOf(from)} to ${timeOf(to)}`;

/** Saying the same of an hour twice is no contradiction. */
const overlaps = (day: Day, pieces: readonly Piece[]): string[] =>
  pieces.flatMap((one, n) =>
    pieces
      .slice(n + 1)
      .filter((other) => other.from < one.to && other.who !== one.who)
      .map((other) => {
        const both = at(day, other.from, Math.min(one.to, other.to));
        return `${both} is said twice, once of ${one.who} and once of ${other.who}`;
      }),
  );

const gaps = (day: Day, pieces: readonly Piece[]): string[] => {
  const faults: string[] = [];
  let reached = 0;
  for (const { from, to } of [...pieces, { from: endOfDay, to: endOfDay }]) {
    if (from > reached) faults.push(`nobody reads on ${at(day, reached, from)}, and it does not say so`);
    reached = Math.max(reached, to);
  }
  return faults;
};

const backwards = (rota: readonly Window[]): string[] =>
  rota
    .filter(({ from, to }) => minuteOf(from) >= minuteOf(to))
    .map(({ days: of, from, to }) => `${of.join(', ')} ${from} to ${to} ends before it begins; a night is two windows`);

/** Every hour of the week is read by somebody or said to be read by nobody, and never both. Empty: it is so. */
export const weekFaults = (rota: readonly Window[]): string[] => [
  ...backwards(rota),
  ...days.flatMap((day) => {
    const pieces = piecesOf(rota, day);
    return [...gaps(day, pieces), ...overlaps(day, pieces)];
  }),
];
