/** What the short names in prints of ids stand for: the ends of ids. */
export const shortNames = [
  't1 the referral, t2 and on a request to a group or to stop; s1 what was asked, p1 the person, a1 a meeting,',
  'c1 a permission, m1 a message or note, x1 anything else. Numbers count up within a referral.',
];

/** @returns what to say of a reference that leads nowhere: what leads to a person goes with what was held of them */
export const notHere = (typed: string): string =>
  `No referral ${typed} here. Of one that was disposed of the 26 symbols still lead to who saw it: npm run -s audit -- who-saw <26 symbols>.`;

/** The one referral that was meant. @throws where there is none, and where short references are alike: they may be of two people */
export const theOne = (found: readonly string[], typed: string): string => {
  const [referral, ...others] = found;
  if (referral === undefined) throw new Error(notHere(typed));
  if (others.length > 0)
    throw new Error(`Several have this reference: name one by its id, ${[referral, ...others].join(', ')}`);
  return referral;
};
