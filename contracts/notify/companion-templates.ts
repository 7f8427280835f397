/** What is said to whoever was asked to go along to a first meeting: templates.ts. No place, and nothing about the person. */
const human = 'Not sure, or worried about somebody? Ring ((worker)) on ((telephone)).';
const signed = (...lines: readonly string[]): string => [...lines, human, 'I no longer do this: ((stop))'].join('\n\n');

export const companionTemplates = {
  'companion-asked': {
    subject: 'Can you go along with somebody on ((when))?',
    body: signed(
      'Hello ((name)),',
      'Somebody would like company at a first meeting on ((when)). Say yes or no:',
      '((link))',
      'The day before, the same link says where and when you meet.',
    ),
  },
  'companion-meets': {
    subject: 'Where you meet on ((when))',
    body: signed('Hello ((name)),', 'You go along with somebody on ((when)). See where and when you meet:', '((link))'),
  },
  'companion-met': {
    subject: 'Did you meet?',
    body: signed('Hello ((name)),', 'Please say whether you met on ((when)). It takes one tap:', '((link))'),
  },
  'companion-not-needed': {
    subject: 'You need not go along on ((when))',
    body: signed(
      'Hello ((name)),',
      'You need not go along on ((when)) any more. Thank you for being ready to.',
      '((link))',
    ),
  },
} as const;
