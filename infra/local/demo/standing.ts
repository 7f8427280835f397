import { z } from 'zod';
import { terminalStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { type OtherSide, openInvitationsOf } from './acts.ts';
import { referenceOf, task } from './peer/fhir.ts';
import { ask, have } from './programs.ts';

/** Where a referral is, as far as somebody who plays its other side has to know. */
interface Standing {
  readonly status: string;
  /** A group has taken the person, or was asked to. */
  readonly withGroup: boolean;
  /** Statuses of the meetings that were named, oldest first. */
  readonly meetings: readonly string[];
}

/** As the hub has it now: the service's own list may be a moment behind. */
export const standingOf = async (side: OtherSide, reference: string): Promise<Standing> => {
  const id = (await known(side, reference)) ?? (await afterSearch(side, reference));
  if (!id) throw new Error(`The wellbeing service has no referral ${reference}.`);
  const { status } = task.parse((await have(side.wellbeing, 'read', { path: `Task/${id}` })).body);
  const open = await openInvitationsOf(side, reference);
  return { status, withGroup: open.length > 0, meetings: open.flatMap((i) => i.meetings.map((m) => m.status)) };
};

const known = async ({ wellbeing }: OtherSide, reference: string): Promise<string | undefined> =>
  z
    .array(task)
    .parse(await ask(wellbeing, 'tasks'))
    .find((t) => referenceOf(t) === reference)?.id;

const afterSearch = async (side: OtherSide, reference: string): Promise<string | undefined> => {
  await fetch(`${side.wellbeing}/do/search`, { method: 'POST', signal: AbortSignal.timeout(60_000) });
  return known(side, reference);
};

const begun = ['in-progress', 'on-hold'];
const results: Readonly<Record<string, string>> = { attend: 'came', 'no-show': 'did-not-come' };

/** Why an act makes no sense at this point, in one sentence; undefined: it can be done. */
export const whyNot = (
  word: string,
  reference: string,
  { status, withGroup, meetings }: Standing,
): string | undefined => {
  if (isEnded(status)) return `${reference} is already closed (${status}). Nothing was changed.`;
  if (word === 'accept') {
    return begun.includes(status) ? `${reference} is already accepted. Nothing was changed.` : undefined;
  }
  if (!begun.includes(status)) return `The wellbeing service has not accepted ${reference} yet: accept first.`;
  if (word === 'book' || word === 'sign-up') {
    return withGroup && meetings.includes('planned')
      ? 'A meeting is already booked: attend or no-show says how it went. Nothing was changed.'
      : undefined;
  }
  const result = results[word];
  if (result === undefined) return undefined;
  if (meetings.length === 0) return `No meeting is booked for ${reference}: book first.`;
  return meetings.at(-1) === result
    ? 'The walking group already said so of this meeting. Nothing was changed.'
    : undefined;
};

const isEnded = (status: string): boolean => terminalStatuses.some((s) => s === status);
