/** What became of something that somebody said of the service (users.md S65): each is an answer, `acting` for now. */
export const feedbackReplies = {
  heard: 'Heard',
  acting: 'We are acting on it',
  done: 'Done',
  'no-because': 'No, and why',
} as const;
export type FeedbackReply = keyof typeof feedbackReplies;

export const isFeedbackReply = (code: string | undefined): code is FeedbackReply =>
  code !== undefined && Object.hasOwn(feedbackReplies, code);
