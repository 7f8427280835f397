/**
 * Main reasons for which somebody is referred: codes of `systems.reason` (users.md S6: isolation, loneliness and mental health at
 * least). The hub's own list: pages offer it; software may send any code of its own. Displays are what people read.
 */
export const referralReasons = {
  loneliness: 'Feeling lonely',
  'social-isolation': 'Seeing few people, or nobody',
  'mental-wellbeing': 'Low mood, worry or stress',
  bereavement: 'Losing somebody',
  'being-active': 'Being more active',
  'long-term-condition': 'Living with an illness or pain',
  caring: 'Looking after somebody',
  practical: 'Money, housing or work',
  other: 'Something else',
} as const;
export type ReferralReason = keyof typeof referralReasons;

export const isReferralReason = (code: string): code is ReferralReason => Object.hasOwn(referralReasons, code);

/** How a request came that a page of the hub made: an extension of the ServiceRequest, for whoever counts ways in. */
export const waysIn = {
  page: 'Somebody who signed in wrote it into a page',
  telephone: 'The coordinator wrote down a call',
  poster: 'Somebody followed the poster of a practice; a person checks it before it is sent',
} as const;
export type WayIn = keyof typeof waysIn;
