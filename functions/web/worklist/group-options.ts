import { organisationCode } from '../../../contracts/organisation-code.ts';
import { today } from '../../domain/calendar.ts';
import type { Entry } from '../../domain/directory/entry.ts';
import { optionName } from '../../domain/options/declined.ts';
import { isPartnerKind, whyNotAsked } from '../../domain/participant.ts';
import { dateFor } from '../dates.ts';
import type { Desk } from './staff-page.ts';

/** Somebody who could be asked: by a code on this hub, or, without one, by telling them oneself. */
export interface Option {
  readonly name: string;
  readonly code?: string;
  readonly why?: string;
}

/** A service as somebody who could be asked, with what speaks for it. */
export const optionOf = (entry: Entry, why?: string): Option => ({
  name: optionName(entry),
  ...(entry.partner === undefined ? {} : { code: entry.partner }),
  ...(why === undefined ? {} : { why: why.replaceAll(/\d{4}-\d{2}-\d{2}/g, dateFor) }),
});

const mostFound = 10;

export const namedBefore = (before: Readonly<Record<string, string>>, asked: ReadonlySet<string>): Option[] =>
  Object.entries(before)
    .filter(([code]) => !asked.has(code))
    .map(([code, name]) => ({ code, name }));

interface Search {
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly before: Readonly<Record<string, string>>;
}

/** By part of a name: what the directory has, whom one has asked before, and who has just this code. */
export const named = async (
  { participants, request }: Pick<Desk, 'participants' | 'request'>,
  { name, entries, before }: Search,
): Promise<readonly Option[]> => {
  const wanted = name.toLowerCase();
  const isIt = (text: string): boolean => text.toLowerCase().includes(wanted);
  const byCode = organisationCode.test(name) ? await participants.organisation(name) : undefined;
  const found: Option[] = [
    ...(byCode && isPartnerKind(byCode.kind) && whyNotAsked(byCode, today(request.now)) === undefined
      ? [{ name: byCode.name, code: byCode.organisation }]
      : []),
    ...Object.entries(before).flatMap(([code, text]) => (isIt(text) ? [{ name: text, code }] : [])),
    ...entries
      .filter((entry) => entry.open && (isIt(entry.name) || isIt(entry.organisation?.name ?? '')))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map((entry) => ({ name: entry.name, ...(entry.partner === undefined ? {} : { code: entry.partner }) })),
  ];
  const once = new Map(found.map((one) => [one.code ?? one.name, one] as const));
  return [...once.values()].slice(0, mostFound);
};
