/** Task.status as Handover uses it: standards.md 12.2 (never emits `received` or `ready`). */
export const taskStatuses = [
  'draft',
  'requested',
  'accepted',
  'rejected',
  'in-progress',
  'on-hold',
  'cancelled',
  'completed',
  'failed',
  'entered-in-error',
] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const terminalStatuses = [
  'rejected',
  'cancelled',
  'completed',
  'failed',
  'entered-in-error',
] as const satisfies readonly TaskStatus[];

export const isTerminal = (status: TaskStatus): boolean => terminalStatuses.some((s) => s === status);

/** Statuses that say nothing without a reason a person can read: standards.md 12.9, invariant 5. */
export const reasonedStatuses = [
  'rejected',
  'cancelled',
  'failed',
  'on-hold',
  'entered-in-error',
] as const satisfies readonly TaskStatus[];

/** businessStatus code to the statuses it may stand with: standards.md 12.3. `bser` is the BSeR code it maps to. */
export const businessStatuses = {
  submitted: { with: ['requested'], bser: '2.0' },
  acknowledged: { with: ['requested'], bser: '2.0' },
  // A draft says already what its sender will be asked for.
  'awaiting-information': { with: ['draft', 'requested', 'accepted', 'on-hold'] },
  'waiting-list': { with: ['accepted'], bser: '3.0' },
  'contact-attempted': { with: ['accepted', 'in-progress'] },
  'session-scheduled': { with: ['accepted', 'in-progress'], bser: '5.1.1' },
  'session-attended': { with: ['in-progress'], bser: '5.1.4' },
  'did-not-attend': { with: ['accepted', 'in-progress'], bser: '5.1.2' },
  'session-cancelled': { with: ['accepted', 'in-progress'], bser: '5.1.3' },
  'cancellation-requested': { with: ['accepted', 'in-progress', 'on-hold'], bser: '5.2' },
  'declined-no-capacity': { with: ['rejected'], bser: '4.0' },
  'declined-not-suitable': { with: ['rejected'], bser: '4.0' },
  'declined-by-patient': { with: ['rejected'], bser: '4.0' },
  withdrawn: { with: ['cancelled', 'failed'], bser: '6.0' },
  'unable-to-contact': { with: ['cancelled', 'failed'], bser: '6.0' },
  disengaged: { with: ['cancelled', 'failed'], bser: '6.0' },
  'capacity-lost': { with: ['cancelled', 'failed'], bser: '6.0' },
  'outcome-achieved': { with: ['completed'], bser: '7.0' },
  'outcome-partial': { with: ['completed'], bser: '7.0' },
  signposted: { with: ['completed'], bser: '7.0' },
} as const satisfies Record<string, { with: readonly TaskStatus[]; bser?: string }>;
export type BusinessStatus = keyof typeof businessStatuses;

export const isBusinessStatus = (code: string): code is BusinessStatus => Object.hasOwn(businessStatuses, code);

export const mayStandWith = (code: BusinessStatus, status: TaskStatus): boolean =>
  businessStatuses[code].with.some((s) => s === status);
