export const segment = {
  title: 'Say how able they feel, and how much they have to manage',
  which: 'Which of these fits best?',
  rule: 'How do you know?',
  least: (support: string) =>
    `By what is known now they are offered at the least: ${support}. It changes no date, and nothing waits for it.`,
  supports: {
    information: 'where to find things out',
    'link-worker': 'a link worker',
    companion: 'a link worker, and somebody who goes along',
    intensive: 'a link worker often, and somebody who goes along',
  },
} as const;
