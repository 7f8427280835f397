/**
 * What the person needs to take part, as a group is told it: what to do, never why. Whoever wrote an access need in other words
 * is asked for it, because nobody can tell by a text alone whether it is a need, a diagnosis or a secret.
 */
export const accessNeeds = [
  ...['step-free', 'step-free way in', 'wheelchair access', 'a seat', 'accessible toilet', 'parking close by', 'lift'],
  ...['large print', 'easy read', 'braille', 'audio', 'written information', 'plain words', 'good light'],
  ...['interpreter', 'BSL interpreter', 'sign language interpreter', 'lip-reading', 'hearing loop', 'deafblind manual'],
  ...['quiet place', 'small group', 'extra time', 'a break', 'short sessions', 'reminder', 'met at the door'],
  ...['companion comes along', 'carer comes along', 'assistance dog', 'guide dog', 'help with transport'],
] as const;

/** Instead of a need in words of somebody's own. */
export const askTheService = 'Something to arrange: ask the service';
