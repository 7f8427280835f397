import { modes, notAnswered } from '../../../../contracts/measures/answers.ts';

/** How the person is, in numbers, as a link worker asks it and writes it down. */
export const measure = {
  title: 'Write down how they are, in numbers',
  why: 'Say first what it is for: to see together whether things have changed after twelve weeks. To say no is fine, and changes nothing for them.',
  occasion: 'When in their time with you?',
  explained: 'Did you tell them what it is for, before they answered?',
  answers: { yes: 'Yes', no: 'No' },
  mode: 'How did they answer?',
  modes,
  on: 'When did they answer?',
  onHint: 'Leave it as it is for today.',
  notAnswered: 'If there are no numbers: why?',
  reasons: notAnswered,
  range: (low: number, high: number) => `${low} to ${high}`,
  nothing: 'Fill in the numbers of a questionnaire, or say why there are none',
  once: 'Only once, at the end',
} as const;
