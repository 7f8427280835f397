import type { Coding, Consent, Task } from 'fhir/r4.js';
import type { Book, Evidence, Finding } from './book.ts';
import { isToBeCarefulOf, mostMoves } from './chosen.ts';
import { codeIn, type State } from './state.ts';

/** As whom the hub acts by itself. */
const hub = 'handover';

const versionOf = ({ meta }: Consent): number => Number(meta?.versionId ?? 0);

const share = (some: readonly Coding[] = [], others: readonly Coding[] = []): boolean =>
  some.some(({ system, code }) => others.some((other) => other.system === system && other.code === code));

/** What was last said of a group for what it is asked; an objection that names no purpose is to all of them. */
const saidYes = ({ consents, requests }: State, { owner, focus }: Task): boolean => {
  const asked = requests.find(({ id }) => focus?.reference === `ServiceRequest/${id}`)?.code?.coding;
  const last = consents
    .filter(({ status, provision }) => {
      const isOfIt = provision?.actor?.some(({ reference }) => codeIn(reference) === codeIn(owner)) ?? false;
      const isToAll = provision?.type === 'deny' && (provision.purpose ?? []).length === 0;
      return status === 'active' && isOfIt && (isToAll || share(provision?.purpose, asked));
    })
    .toSorted((a, b) => versionOf(a) - versionOf(b))
    .at(-1);
  return last?.provision?.type === 'permit';
};

interface Move {
  readonly task: Task;
  /** Before the hub asked: it must have been chosen by then. */
  readonly before: State;
}

/** A companion's is of a meeting. */
const isOnward = ({ focus }: Task): boolean => focus?.reference?.startsWith('ServiceRequest/') ?? false;

/** Onward requests that are asked from a version on which the hub wrote, or anybody else, and were not before. */
const movesOf = ({ entries, states }: Book, isHub: boolean): Move[] =>
  states.slice(1).flatMap((after, n) => {
    const before = states[n];
    if (!before || (entries[n + 1]?.client === hub) !== isHub) return [];
    const standing = new Map(before.onward.map(({ task }) => [task.id, task.status]));
    return after.onward
      .map(({ task }) => task)
      .filter((task) => isOnward(task) && task.status === 'requested')
      .filter(({ id }) => (standing.get(id) ?? 'draft') === 'draft')
      .map((task) => ({ task, before }));
  });

/** What had stood as the person's next choice, and then somebody of the service asked. */
const byHand = (book: Book): Move[] =>
  movesOf(book, false).filter(({ task, before }) => before.onward.some((one) => one.task.id === task.id));

/**
 * Issue 9, 5: whatever the hub asks by itself the person chose before, after two moves a human decides, and so it is from the beginning for
 * somebody to be careful of. A run in which it asked nobody, or left nobody to a human, proves nothing.
 */
export const movedOnAsChosen = ({ books }: Pick<Evidence, 'books'>): Finding => {
  const found = books.map((book) => ({ id: book.id, moves: movesOf(book, true), left: byHand(book) }));
  const moved = found.flatMap(({ moves }) => moves);
  const left = found.flatMap((one) => one.left);
  const careful = left.filter(({ before }) => isToBeCarefulOf(before));
  return {
    figures: `${moved.length} groups asked by the hub itself, ${found.filter(({ moves }) => moves.length === mostMoves).length} referrals moved on twice; ${left.length} left to a human, ${careful.length} of them of somebody to be careful of`,
    faults: [
      ...(moved.length > 0 ? [] : ['the hub asked no group by itself']),
      ...(careful.length > 0 ? [] : ['no next group was left to a human for somebody to be careful of']),
      ...found.flatMap(faultsOf),
    ],
  };
};

const faultsOf = ({ id, moves }: { readonly id: string; readonly moves: readonly Move[] }): string[] => [
  ...(moves.length > mostMoves ? [`${id} was moved on ${moves.length} times`] : []),
  ...moves.flatMap(({ task, before }) => [
    ...(before.onward.some((one) => one.task.id === task.id) ? [] : [`${task.id} was asked, and nobody had chosen it`]),
    ...(saidYes(before, task)
      ? []
      : [`${task.id} was asked, and its person had not said yes to ${codeIn(task.owner)}`]),
    ...(isToBeCarefulOf(before) ? [`${task.id} was asked, and its person is somebody to be careful of`] : []),
  ]),
];
