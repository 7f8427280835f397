/** How somebody found one session of a programme (users.md S85), best first. */
export const sessionRatings = { excellent: 'Excellent', good: 'Good', fair: 'Fair', poor: 'Poor' } as const;
export type SessionRating = keyof typeof sessionRatings;

export const isSessionRating = (code: string | undefined): code is SessionRating =>
  code !== undefined && Object.hasOwn(sessionRatings, code);

/** A session of a programme is led by two; more than two names are no leaders but those who come. */
export const mostLeaders = 2;
