/** How somebody tried to reach the person: `Communication.medium`, of HL7's ParticipationMode. */
export const attemptMedia = {
  PHONE: 'Rang',
  WRITTEN: 'Wrote a text message or an e-mail',
  MAILWRIT: 'Wrote a letter',
  FACE: 'Went to see the person',
} as const;
export type AttemptMedium = keyof typeof attemptMedia;

/**
 * Why a try to reach the person does not count towards "could not be reached". It is kept all the same: it happened. Issue 5
 * item 4: a channel, format and language that the person can use and that is safe.
 */
export const whyNotCounted = {
  'no-channel':
    'says no medium (PHONE, WRITTEN, MAILWRIT, FACE), or not the number or address (extension tried-at) of a call, text or e-mail',
  'not-theirs':
    'was to a number or address that is none of the person’s now, nor of somebody through whom they agreed to be reached',
  'not-safe': 'was on a channel that is not safe',
  'not-known-safe': 'was written to a number or address that nobody called safe: somebody rings first',
  'no-post': 'was a letter, and nobody said that post is safe',
  'needs-not-met':
    'does not say (extension needs-met) that the recorded needs of the person were met: interpreter, format, language',
  'contact-stopped': 'was at a time at which nobody was to contact the person',
} as const;
export type WhyNotCounted = keyof typeof whyNotCounted;

/** Times of day in England: who is at work in the morning is not reached by three calls in the morning. */
export const timesOfDay = ['morning', 'afternoon', 'evening'] as const;
export type TimeOfDay = (typeof timesOfDay)[number];
