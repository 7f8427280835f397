/** Why the content of a referral may go: each has its time below. A stone says it for as long as there is a ledger, so none is ever taken away. */
export const disposalClasses = ['ended', 'in-error'] as const;
export type DisposalClass = (typeof disposalClasses)[number];

/** How long what is kept is kept, by class. What says so stands beside each; whoever runs a hub checks it with its own schedule. */
export interface Retention {
  /**
   * A referral, from its end: an adult health record is kept 8 years after the last contact (Records Management Code of Practice). That of
   * who was a child then is kept to the 25th or 26th birthday if that is later, whatever stands here (functions/domain/disposal.ts).
   */
  readonly endedYears: number;
  /** One that was entered in error, and in which nothing happened to anybody: in days. */
  readonly inErrorDays: number;
  /**
   * Who saw what: at least as long as what was seen, else nobody could say any more who saw it. Who is referred at 16 may be kept to
   * their 26th birthday, and a year more where the day of their birth is not known.
   */
  readonly auditYears: number;
  /**
   * A safeguarding concern, from the day on which it was closed: as long as an adult's record, and of a child at least to the
   * 25th birthday (Records Management Code of Practice, appendix 2), whose date nobody is asked for.
   */
  readonly concernYears: { readonly adults: number; readonly children: number };
}

/** @throws where the record of who saw a referral would go before the referral */
export const retentionOf = (retention: Retention): Retention => {
  const { endedYears, inErrorDays, auditYears, concernYears } = retention;
  // A correction may come for 30 days after the end (deadlines.graceDays): before that nothing has ended.
  if (inErrorDays < 30 || endedYears < 1 || auditYears <= endedYears)
    throw new Error('This retention cannot be: 30 days at least, and audit longer than the referrals that it is about');
  if (concernYears.adults < 1 || concernYears.children < 25)
    throw new Error('This retention cannot be: a concern about a child is kept 25 years at least');
  return retention;
};
