/** Why a human is to ring a group that has no software, a companion, or the person. Topic of a Communication of the kind `ring-group`. */
export const ringGroupReasons = {
  help: 'They answered a text message with something else than ALL or NONE',
  unclear: 'They answered a text message that the hub could not match to one session',
  returned: 'A message to their organiser came back',
  stopped: 'Their organiser said that they no longer run it',
  unconfirmed: 'Nobody made sure for half a year that their organiser is still the same',
  'not-sent': 'What somebody of the service sent to their organiser did not go out, or did not arrive',
  missing: 'Nobody is known there to whom messages could go',
  'companion-not-told':
    'A message to a companion about a meeting did not arrive: they may not know where and when, or that nobody need come',
  'person-wrote': 'The person answered a text message: what they wrote is not kept, and nobody has read it',
} as const;
export type RingGroupReason = keyof typeof ringGroupReasons;

/** They wrote to us, and it could be taken for no answer: whatever it is, it is heard by somebody, also once all was said. */
export const theirWords = ['help', 'unclear'] as const satisfies readonly RingGroupReason[];
export type TheirWords = (typeof theirWords)[number];

export const isTheirWords = (why: string | undefined): why is TheirWords => theirWords.some((one) => one === why);
