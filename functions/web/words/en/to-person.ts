/** What a link worker writes down of what the person was told, and said. */
export const toPerson = {
  told: 'They know: say who was told',
  goAgain: 'Would they go again? Write down what they say',
  answer: 'What do they say?',
  how: (how: string) => `Tell them ${how}.`,
  /** To them and to nobody else. */
  words: {
    'signed-up': (group: string, at: string) => `“You are expected at ${group} on ${at}. Would you like to come?”`,
    moved: (group: string, at: string) =>
      `“The meeting at ${group} has changed. It is now on ${at}. Does that suit you?”`,
    cancelled: (group: string, at: string) =>
      `“The meeting at ${group} on ${at} does not take place. I am sorry. Please do not go there.”`,
    'companion-gone': (_: string, at: string) =>
      `“Whoever was to go along with you on ${at} cannot come. I am sorry. You still have your place. Shall I find somebody else?”`,
    'how-was-it': (group: string, at: string) => `“You went to ${group} on ${at}. How did it go? Would you go again?”`,
    reminder: (group: string, at: string) => `“You are expected at ${group} on ${at}. Are you coming?”`,
  },
  where: (when: string, place: string) => `${when}, ${place}`,
  passOn:
    'Whoever passes it on hears only that you would like to speak to them. Say nothing of the service, of the group or of why. What they must know stands on their card, which goes into their own hand.',
  card: 'Print their card',
} as const;
