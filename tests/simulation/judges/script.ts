import { allFaults } from '../faults/kinds.ts';
import type { Evidence, Finding } from './book.ts';
import { isOpen } from './state.ts';

/** Every story went to its end, and the ledger ended as it says. */
export const endedAsScripted = ({ books, told, failures, moved, kills }: Evidence): Finding => {
  const byId = new Map(books.map((book) => [book.id, book]));
  const faults = failures.map(
    ({ name, error }) => `${name}: ${error instanceof Error ? error.message : String(error)}`,
  );
  for (const { n, name, story, sent } of told) {
    const state = byId.get(sent?.id ?? '')?.now;
    if (state?.task.status !== story.ends)
      faults.push(`${n} ${name} ended ${state?.task.status}, not ${story.ends} (${sent?.id})`);
    if (state && isOpen(state)) faults.push(`${n} ${name} is still open (${sent?.id})`);
  }
  if (moved.kills !== kills) faults.push(`the hub was killed ${moved.kills} times, not ${kills}`);
  for (const row of moved.stuck) faults.push(`${row} stayed overdue, sweep after sweep`);
  return { figures: `${told.length} stories`, faults };
};

export const everyFaultInjected = ({ injected }: Evidence): Finding => ({
  figures: allFaults.map((kind) => `${kind} ${injected.total(kind)}`).join(', '),
  faults: allFaults.filter((kind) => injected.total(kind) === 0).map((kind) => `${kind} was injected not once`),
});

export const chainsHold = ({ books }: Evidence): Finding => ({
  figures: `${books.reduce((sum, { entries }) => sum + entries.length, 0)} versions`,
  faults: books.flatMap(({ id, broken }) => broken.map((fault) => `${id} ${fault}`)),
});
