import { heardBy, isPending } from '../views/happened.ts';
import type { Row } from '../views/row.ts';

/** What goes to one recipient in order: its state row alone, or all its messages. A lane does not wait for another. */
export type Lane = readonly Row[];

export const lanesOf = (rows: readonly Row[]): Lane[] => {
  const lanes = new Map<string, Row[]>();
  for (const row of [...rows].sort((a, b) => a.sk.localeCompare(b.sk))) {
    // What an organiser or the person is sent is about one meeting or request: it waits for nothing else.
    const isAlone = row.link !== undefined || row.person !== undefined;
    const name = isAlone ? row.sk : `${row.organisation}${row.message === undefined ? '' : '#M'}`;
    lanes.set(name, [...(lanes.get(name) ?? []), row]);
  }
  return [...lanes.values()];
};

/**
 * The row of a lane that is next: an older message goes before a newer one. One that was refused or given to a human
 * does not hold up the rest, nor does one that was handed over and not heard of yet. While the older one waits to be tried again,
 * what is pressing passes it: that somebody is not well is not to wait for how a meeting went (issue 6 item 8).
 */
export const headOf = (lane: Lane, now: string): Row | undefined => {
  const pending = lane.filter((row) => isToSend(row, now));
  const [head] = pending;
  if (!head || !mustWait(head, now)) return head;
  return pending.find((row) => row.pressing && !mustWait(row, now)) ?? head;
};

/** The oldest before the head that was only left to be fetched: nobody has it in hand. One that waits is passed as above. */
export const leftBefore = (lane: Lane, head: Row, now: string): Row | undefined =>
  lane
    .filter((row) => row.sk < head.sk && isPending(row) && row.polled && (row.way ?? 'poll') === 'poll')
    .find((row) => !head.pressing || !mustWait(row, now));

export const behind = (lane: Lane, head: Row, now: string): Row[] =>
  lane.filter((row) => row.sk > head.sk && !row.pressing && isToSend(row, now));

const isToSend = (row: Row, now: string): boolean =>
  isPending(row) && (heardBy(row) ?? '') <= now && (row.notBefore ?? '') <= now;

export const isLeased = (row: Row, now: string): boolean => row.lease !== undefined && row.lease > now;
export const mustWait = (row: Row, now: string): boolean => row.next !== undefined && row.next > now;
