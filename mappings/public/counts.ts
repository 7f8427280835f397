import { type Field, fieldsOf } from '../partner/field.ts';

/** How much waits at the coordinator of the area: numbers. */
export interface ServiceCounts {
  readonly overdue: number;
  readonly stuck: number;
  readonly silent: number;
  readonly undelivered: number;
  readonly asOf: string;
}

export const countFields = {
  overdue: { why: 'in how many referrals something is late: a number', of: ({ overdue }) => overdue },
  stuck: { why: 'in how many of them everybody was reminded in vain: a number', of: ({ stuck }) => stuck },
  silent: { why: 'in how many nobody has acted for long: a number', of: ({ silent }) => silent },
  undelivered: { why: 'how many messages did not arrive: a number', of: ({ undelivered }) => undelivered },
  asOf: { why: 'to see when it was counted', of: ({ asOf }) => asOf },
} as const satisfies Record<keyof ServiceCounts, Field<ServiceCounts, unknown>>;

export const serviceCounts = (counts: ServiceCounts): ServiceCounts => fieldsOf(countFields, counts);
