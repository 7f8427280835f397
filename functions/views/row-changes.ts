import { isDeepStrictEqual } from 'node:util';
import type { Referral } from '../domain/referral.ts';
import { attentionOf } from './attention.ts';
import { dueOf, dueOrSooner, happened, isPending } from './happened.ts';
import { waitingFor } from './keys.ts';
import { packLate, packRequests, packTasks } from './packed.ts';
import { isFirstTryDue, isOfRecipientAlone, type Projected, projectedNames, type Row } from './row.ts';
import type { RowWrite } from './row-store.ts';
import type { WantedRow } from './rows.ts';

/** `following`: after each version, as little as makes the rows right; `whole`: everything as it would be made from nothing. */
export type How = 'following' | 'whole';

/** What is still to be told once all rows are as they should be. */
const toTell = (standing: readonly Row[], wanted: readonly WantedRow[]): string[] =>
  wanted
    .filter(({ sk, polled, ...row }) => {
      const from = standing.find((r) => r.sk === sk);
      return isPending({ ...row, ...(from ? happened.parse(from.item) : { polled }) });
    })
    .map(({ sk }) => sk);

/** What to write so that the rows that stand are those that are wanted. */
export const changesOf = (
  referral: Referral,
  standing: readonly Row[],
  wanted: readonly WantedRow[],
  how: How,
): RowWrite[] => {
  const tells = toTell(standing, wanted);
  return [...wanted, ...leftOver(standing, wanted)].flatMap(({ sk, organisation, polled, ...row }) => {
    const from = standing.find((r) => r.sk === sk);
    const both = { ...row, ...(from ? happened.parse(from.item) : { polled }) };
    const exactly = dueOf(organisation, both, {
      isFirstTryDue: isFirstTryDue(both, sk !== organisation),
      mayWait: waits(from),
    });
    const { due, dueShard } = how === 'following' && from ? dueOrSooner(exactly, from.item, referral.at) : exactly;
    const { attention, waiting } = attentionOf({ ...both, organisation, referral: referral.id });
    const target: Record<string, unknown> = {
      ...row,
      ...packedOf(row, referral.id),
      ...(due ? { due, dueShard } : {}),
      ...(attention ? { attention, waiting } : {}),
    };
    if (from && isRight(from, target, referral.version)) return [];
    return [
      {
        ...{ referral: referral.id, sk, from },
        set: { ...target, version: referral.version, ...(polled && !from ? { polled } : {}) },
        remove: projectedNames.filter((name) => target[name] === undefined),
        tells,
      },
    ];
  });
};

/** It is left where a sender put it: projection knows of no list of lines. */
const waits = (row: Row | undefined): boolean =>
  row !== undefined && row.item.dueShard === waitingFor(row.organisation) && isOfRecipientAlone(row);

/** Its lists as they lie in the table. */
const packedOf = ({ tasks, requests, late }: Projected, referral: string): Record<string, readonly string[]> => ({
  ...(tasks ? { tasks: packTasks(tasks, referral) } : {}),
  ...(requests ? { requests: packRequests(requests, referral) } : {}),
  ...(late ? { late: packLate(late, referral) } : {}),
});

/** An older `version` alone is no fault: the row was not touched by the versions since. */
const isRight = (row: Row, target: Readonly<Record<string, unknown>>, version: number): boolean =>
  row.version !== undefined &&
  row.version <= version &&
  projectedNames.every((name) => isDeepStrictEqual(row.item[name], target[name]));

const unwanted = (standing: readonly Row[], wanted: readonly WantedRow[]): Row[] =>
  standing.filter((row) => !wanted.some(({ sk }) => sk === row.sk));

/** What says what happened is kept for that, and wants nothing any more: what was given up of it is nobody's item now. */
const leftOver = (standing: readonly Row[], wanted: readonly WantedRow[]): WantedRow[] =>
  unwanted(standing, wanted)
    .filter(({ lastTried }) => lastTried !== undefined)
    .map(({ sk, organisation }) => ({ sk, organisation }));

/** Rows of nobody, of which nothing happened. */
export const surplusOf = (standing: readonly Row[], wanted: readonly WantedRow[]): Row[] =>
  unwanted(standing, wanted).filter(({ lastTried }) => lastTried === undefined);
