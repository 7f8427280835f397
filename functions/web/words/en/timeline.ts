/** What everybody did for one person, in order, and what nobody has told us. */
export const timeline = {
  title: (reference: string) => `Everything we know, in order: ${reference}`,
  back: 'Back to the person',
  open: 'Everything we know, in order, with what is not known',
  says: 'From every organisation that told us. What it does not say is not known; it does not mean that nothing happened.',
  before: 'What happened before, and with organisations that do not use Handover, is not known.',
  together: (n: number) => `The person was referred ${n} times; all of it stands here together:`,
  notKnown: 'Not known',
  gaps: {
    quiet: (from: string, to: string) => `Nobody told us anything from ${from} to ${to}.`,
    'not-answered': (from: string) => `They were asked on ${from}, and have not answered.`,
    'no-meeting': (from: string) => `They were asked on ${from} and said yes. No meeting has been named.`,
    'who-came': (from: string) => `Whether the person came on ${from}.`,
    'not-asked-again': (from: string) => `How the person is. They were to be asked again by ${from}.`,
    afterwards: (from: string) => `What came after ${from}, when it ended here.`,
  },
} as const;
