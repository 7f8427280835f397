export const segment = {
  title: 'Say how able they feel, and how much they have to manage',
  which: 'Which of these fits best?',
  rule: 'How do you know?',
} as const;
