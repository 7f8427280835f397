import { feedbackReplies, longestWithoutReply } from '../../../../contracts/lifecycle/feedback.ts';

/** What people say of the service, and what became of it (users.md S65). */
export const feedback = {
  write: 'Write down what somebody said of the service',
  what: 'What did they say?',
  hint: 'In their words. Only the service sees it.',
  reply: 'Say what became of it',
  replies: feedbackReplies,
  why: 'What you tell them',
  whyHint: 'With “No, and why” it is needed.',
  title: 'What people said of the service',
  none: 'Everything that people said has a reply.',
  says: `Oldest first. Each is told within ${longestWithoutReply} days what became of it.`,
  said: (day: string) => `Said on ${day}`,
  late: `More than ${longestWithoutReply} days without a reply`,
  so: (reply: string) => `So far: ${reply}`,
  more: (n: number) => `${n} more. Answer these first.`,
} as const;
