/** Words of the ways to confirm who came: for link workers, and for groups on paper, by text message and from a table. */
export const confirming = {
  acts: {
    person: 'Write down what they say themselves',
    personTitle: 'Whether they came, in their own words',
    personSays: 'Only what the person said to you, for example in a call. What the group said stands beside it.',
    holds: 'Say which holds',
    holdsTitle: 'The person and the group do not say the same',
    holdsWhich: 'What you found out',
    rung: 'I have rung the group',
    rungTitle: 'You have rung the group',
    rungBy: (name: string) => `I, ${name}, have spoken to somebody there.`,
  },
  differ: (group: string, person: string) =>
    `The group says: ${group}. The person says: ${person}. Somebody has to find out.`,
  ring: (why: string) => `Ring the group. ${why}.`,
  open: 'The whole session: on paper, from a table, its link',
  table: {
    title: 'Answers from a table',
    how: 'Fetch the table, write under "answer" who came, and copy the whole of it into the box.',
    fetch: 'Fetch the table (CSV)',
    paste: 'The whole table, with its first line',
    hint: 'The answers: came, did not come, told us they could not, not sure. Leave out whom you know nothing of.',
    send: 'Save what the table says',
    saved: (count: number) => (count === 1 ? '1 answer is saved.' : `${count} answers are saved.`),
    notSaved: 'These lines changed nothing:',
    line: (line: number, fault: string) => `Line ${line}: ${fault}`,
    link: 'Answer from a table',
  },
  room: {
    title: 'Can you take one person?',
    nobodyYet: 'Nobody is waiting for your answer yet: we ask before we suggest your group to anybody.',
    full: (saidAt: string, until: string | undefined) =>
      `You said on ${saidAt} that you are full${until === undefined ? '' : `, until ${until}`}.`,
    again: 'We have room again',
    thanks: 'Thank you',
    savedRoom: (at: string) => `Saved: you have room, as you said on ${at}.`,
    savedFull: (at: string) => `Saved: you are full, as you said on ${at}. Nobody is suggested to you meanwhile.`,
    back: 'Back',
  },
  code: {
    title: 'Open the list',
    says: 'Type the four digits that were sent to whoever runs this. They are not on the paper.',
    label: 'Four digits',
    send: 'Open the list',
    wrong: 'These digits open nothing. After five wrong ones a new code is needed: ring us.',
  },
} as const;
