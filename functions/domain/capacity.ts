/** Whether a group can take one more person, in the codes of SDOHCC (capacity status). No word of it: unknown. */
export const capacities = ['capacity', 'no-capacity'] as const;

export interface Capacity {
  readonly status: (typeof capacities)[number];
  /** When it was said; who reads it judges how old it is. */
  readonly at: string;
  /** Full up to and including this day in England; without one until they say so. */
  readonly until?: string;
}

/** `today`: the calendar date in England. */
export const isFull = (capacity: Capacity | undefined, today: string): boolean =>
  capacity?.status === 'no-capacity' && (capacity.until === undefined || today <= capacity.until);
