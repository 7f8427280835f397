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
  open: 'The whole session: list on paper, from a table, its link',
} as const;
