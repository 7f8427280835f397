import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { kindOf, statusOf } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { organisations } from '../county/organisations.ts';
import type { Evidence, Finding } from './book.ts';

/** Open ends when a person has acknowledged the last message, not before (DESIGN 4). */
export const isOpen = ({ task, communications }: Referral): boolean =>
  !isTerminal(statusOf(task)) ||
  communications.some(
    (c) =>
      kindOf(c) === 'practice-message' &&
      c.received === undefined &&
      c.topic?.coding?.some(({ code }) => code === 'closing' || code === 'refused'),
  );

/** The sweep comes every minute of the hub's time, and up to half an hour is jumped over here; one may die. */
const patience = 65 * 60_000;

/** At every instant, not only at samples: between any two versions, who is accountable and until when follows from the first. */
export const alwaysAccountable = ({ books, until }: Evidence): Finding => {
  const faults: string[] = [];
  const known = new Set(organisations.map(({ code }) => code));
  let spans = 0;
  let latest = 0;
  for (const book of books) {
    for (const [n, state] of book.states.entries()) {
      if (!isOpen(state)) continue;
      spans += 1;
      const ends = Math.min(Date.parse(book.entries[n + 1]?.at ?? '') || until, until);
      const [first] = obligations(state);
      if (!first || !known.has(first.who)) {
        faults.push(`${book.id} version ${state.version}: nobody is accountable`);
        continue;
      }
      const late = ends - Date.parse(first.due);
      latest = Math.max(latest, late);
      if (late > patience)
        faults.push(
          `${book.id} version ${state.version}: ${first.what} was due ${first.due}, and nothing followed until ${new Date(ends).toISOString()}`,
        );
    }
  }
  return {
    figures: `${spans} spans of ${books.length} referrals; the latest reminder came ${Math.round(latest / 1000)} s after its deadline`,
    faults,
  };
};
