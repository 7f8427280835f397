/** What became of something that somebody said of the service (users.md S65): each is an answer, `acting` for now. */
export const feedbackReplies = {
  heard: 'Heard',
  acting: 'We are acting on it',
  done: 'Done',
  'no-because': 'No, and why',
} as const;
/** Calendar days within which whoever said something is told what became of it (users.md S65). */
export const longestWithoutReply = 30;
export type FeedbackReply = keyof typeof feedbackReplies;

export const isFeedbackReply = (code: string | undefined): code is FeedbackReply =>
  code !== undefined && Object.hasOwn(feedbackReplies, code);
