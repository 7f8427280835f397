import type { Counts } from '../views/attention.ts';

/** Everything that the e-mail says: counts, and where the list is. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
}

interface Said {
  readonly counts: Counts;
  /** Of the organisation. */
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Where the list is. */
  readonly list: string;
}

const dayFor = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })
    .format(new Date(`${day}T12:00:00Z`))
    .replace(',', '');

export const mailOf = ({ counts, name, day, list }: Said): Mail => {
  const { overdue, stuck, silent, undelivered } = counts;
  const nothing = overdue + silent + undelivered === 0;
  return {
    subject: nothing
      ? 'Handover: nothing is overdue'
      : `Handover: ${overdue} overdue, ${silent} silent, ${undelivered} undelivered`,
    text: `${name}, ${dayFor(day)}

Overdue: ${overdue}
Stuck, everybody was reminded: ${stuck}
Silent, nobody opened it or acted for two working days after it was due: ${silent}
Messages that did not arrive: ${undelivered}

${nothing ? 'There is nothing to do.' : `Which they are, and whose: ${list}`}

This e-mail holds numbers only, and comes every working day. If it does not come, ask whoever runs the hub.
`,
  };
};
