/** What a link worker writes down of what the person was told, and said. */
export const toPerson = {
  told: 'They know: say who was told',
  goAgain: 'Would they go again? Write down what they say',
  answer: 'What do they say?',
} as const;
