import { type Field, fieldsOf } from '../partner/field.ts';

/** What anybody may know of this hub: numbers and instants. */
export interface Figures {
  /** null: not known now. */
  readonly silentReferrals: number | null;
  readonly since: string | null;
  /** When it was last known. */
  readonly asOf: string | null;
}

export const figureFields = {
  silentReferrals: {
    why: 'so that anybody can see whether people are left waiting: a number',
    of: ({ silentReferrals }) => silentReferrals,
  },
  since: { why: 'since when it has been that number', of: ({ since }) => since },
  asOf: { why: 'to see when it was counted', of: ({ asOf }) => asOf },
} as const satisfies Record<keyof Figures, Field<Figures, unknown>>;

export const publicFigures = (figures: Figures): Figures => fieldsOf(figureFields, figures);
