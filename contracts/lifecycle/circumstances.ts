/**
 * What anybody who takes part may report of the person (issue 5): topic of a Communication of kind `circumstance`.
 * Its status says how it stands: `in-progress` reported, `completed` confirmed by the coordinator, `stopped` over,
 * `entered-in-error` wrong.
 */
export const circumstances = {
  died: { display: 'The person has died', cannotCome: true, ends: true, passes: false },
  'in-hospital': { display: 'The person is in hospital', cannotCome: true, ends: false, passes: true },
  moved: { display: 'The person has moved away', cannotCome: true, ends: true, passes: false },
  // Of who does not know which: only the coordinator finds out, and its report of one of the two answers this one.
  'moved-or-died': { display: 'The person has moved away or died', cannotCome: true, ends: true, passes: false },
  'other-practice': {
    display: 'The person is with another practice now',
    cannotCome: false,
    ends: false,
    passes: true,
  },
} as const satisfies Record<string, CircumstanceEntry>;
export type Circumstance = keyof typeof circumstances;

interface CircumstanceEntry {
  readonly display: string;
  /** Nobody is to expect the person, nor to ring them: partners are told so, and no more. */
  readonly cannotCome: boolean;
  /** Once confirmed, all that was arranged is withdrawn, and what is left to do is to close the referral. */
  readonly ends: boolean;
  /** It may be over one day, without having been wrong. */
  readonly passes: boolean;
}

export const isCircumstance = (code: string | undefined): code is Circumstance =>
  code !== undefined && Object.hasOwn(circumstances, code);
