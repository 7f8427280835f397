import type { Communication } from 'fhir/r4.js';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import type { Newest } from '../../mappings/newest.ts';
import { newestShown } from '../../mappings/partner/webhook-event.ts';
import { newestTold } from '../../mappings/wellbeing/state-message.ts';
import { isCallMessage } from '../domain/call/calls.ts';
import { forAnotherPractice } from '../domain/circumstance/held-messages.ts';
import { obligations } from '../domain/owed/obligations.ts';
import { isReminderMessage, isStillOwed } from '../domain/owed/reminders.ts';
import { coordinatorOf, organisationsOf, referrerOf } from '../domain/parties.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import { isForReferrer, madeIn } from '../domain/said/correspondence.ts';
import { companionRows } from './companion-rows.ts';
import { isPending } from './happened.ts';
import { hearerRows } from './hearer-rows.ts';
import { endedList, messageKey, openList } from './keys.ts';
import { latenessOf, saysLateness } from './late-entry.ts';
import { nextOf } from './next-place.ts';
import { organiserRows } from './organiser-rows.ts';
import { personRows } from './person-rows.ts';
import type { Projected, Row, RowRole } from './row.ts';
import { lastHeardBy, requestsSeenBy, tasksSeenBy, unreadEndFor, unreadOf } from './seen-by.ts';
import { entryOf, type TaskEntry } from './task-entry.ts';

/** What a row should be, and where. */
export interface WantedRow extends Projected {
  readonly sk: string;
  readonly organisation: string;
  /** A message that an organisation is to fetch before anything else is tried: set when the row is made, never after. */
  readonly polled?: boolean;
}

/** What projection must know besides the ledger. */
export interface BesideLedger {
  /** Whether something can be sent to an organisation; otherwise it polls. */
  readonly reaches: (organisation: string) => boolean;
  /**
   * Message rows that stand already, by key: whether the message was left to be fetched. That is settled when the row
   * is made: a new endpoint does not make old messages go out, and one that is gone does not make a message vanish.
   */
  readonly standing: ReadonlyMap<string, boolean>;
  /** Versions that the software behind the coordinator's endpoint wrote, and was answered whole. Absent: none. */
  readonly known?: (version: number) => boolean;
  /** The coordinator's own row as it stands: what it wants told, and what came of that. */
  readonly own?: Row | undefined;
  /** Absent: no partner has a webhook. */
  readonly webhooks?: Webhooks;
  /** Whether links of a partner go to a human there. Absent: no partner has one. */
  readonly hasOrganiser?: (organisation: string) => boolean;
}

interface Webhooks {
  /** Since when a partner is told by its webhook what changes; undefined: it has none, and polls. */
  readonly since: (organisation: string) => string | undefined;
  /** What the row of an organisation wants told already: that stays so when its webhook is taken away. */
  readonly wanted: (organisation: string) => number | undefined;
}

/** Every row of a referral, from its ledger. Pure: projecting, rebuilding and reconciling are this. */
export const rowsOf = (referral: Referral, surroundings: BesideLedger): WantedRow[] => {
  const rows = [
    ...organisationRows(referral, surroundings),
    ...hearerRows(referral),
    ...messageRows(referral, surroundings),
    ...personRows(referral).map((row) => (row.wanted ? { ...row, ...listedUnder(referral) } : row)),
    ...organiserRows(referral, surroundings.hasOrganiser).map((row) => ({ ...row, ...listedUnder(referral) })),
    ...companionRows(referral).map((row) => ({ ...row, ...listedUnder(referral) })),
  ];
  const told = greatest(rows.map(({ wantedAt }) => wantedAt ?? ''));
  const covers = rows.find((row) => row.organisation === coordinatorOf(referral) && row.changed !== undefined);
  return rows.map((row) => {
    // What is to be told is news to the coordinator: there the sweep finds what no event brought out.
    if (row === covers) return { ...row, changed: greatest([row.changed ?? '', `${told}#${referral.id}`]) };
    return row.wanted !== undefined && covers === undefined ? { ...row, alone: true as const } : row;
  });
};

/** Where what is given up of a row, and what is late of a draft, is listed. The coordinator's own row says so by its role. */
const listedUnder = (referral: Referral): Pick<Projected, 'coordinator'> => {
  const coordinator = coordinatorOf(referral);
  return coordinator === undefined ? {} : { coordinator };
};

const organisationRows = (referral: Referral, beside: BesideLedger): WantedRow[] => {
  const owed = owedIn(referral);
  return [...new Set([...organisationsOf(referral), ...(owed ? [owed.at] : [])])]
    .map((organisation): WantedRow => {
      const entries = tasksSeenBy(referral, organisation).map(({ task, level }) =>
        entryOf(task, level, unreadOf(referral, organisation, level)),
      );
      const told = entries.length > 0 ? newestFor(referral, organisation, beside) : {};
      return {
        sk: organisation,
        organisation,
        ...(entries.length > 0
          ? {
              ...{ roles: rolesOf(referral, organisation), tasks: entries },
              ...listPlaceOf(referral, organisation, entries),
              ...newsOf(referral, organisation, entries),
            }
          : {}),
        ...(organisation === owed?.at ? { owed: owed.due } : {}),
        ...told,
        ...(organisation === saysLateness(referral) ? latenessOf(referral) : {}),
        ...(organisation === coordinatorOf(referral) ? nextOf(referral) : {}),
      };
    })
    .map((row) =>
      row.roles?.includes('coordinator') || !(row.wanted || row.late) ? row : { ...row, ...listedUnder(referral) },
    )
    .filter((row) => row.tasks || row.owed);
};

/** What a search for what changed finds, and where. */
const newsOf = (
  referral: Referral,
  organisation: string,
  entries: readonly TaskEntry[],
): Pick<Projected, 'requests' | 'heard' | 'unread' | 'changed'> => {
  // A partner asks for its list, and for nothing by when it changed.
  if (rolesOf(referral, organisation).every((role) => role === 'partner')) return {};
  const requests = requestsSeenBy(referral, organisation);
  const heard = lastHeardBy(referral, organisation);
  const unread = unreadEndFor(referral, organisation);
  const changed = greatest([...[...entries, ...requests].map((e) => e.lastUpdated), heard ?? '']);
  return {
    ...(requests.length > 0 ? { requests } : {}),
    ...(heard === undefined ? {} : { heard }),
    ...(unread === undefined ? {} : { unread }),
    changed: `${changed}#${referral.id}`,
  };
};

const rolesOf = (referral: Referral, organisation: string): RowRole[] => {
  const coordinates = coordinatorOf(referral) === organisation;
  const roles: RowRole[] = [];
  if (referrerOf(referral) === organisation) roles.push('referrer');
  if (coordinates) roles.push('coordinator');
  // A coordinator that keeps an onward Task for itself is no partner.
  if (!coordinates && referral.onward.some((o) => organisationOf(o.task.owner) === organisation)) roles.push('partner');
  return roles;
};

/** The place in the worklist: it stays while the referral is open for this organisation, so that pages do not slip. */
const listPlaceOf = (
  referral: Referral,
  organisation: string,
  entries: readonly TaskEntry[],
): { list: string; listed: string } =>
  entries.some((e) => !isTerminal(e.status))
    ? { list: openList(organisation), listed: `${least(entries.map((e) => e.authoredOn))}#${referral.id}` }
    : // Ended ones by their last change, so that a poll finds what changed without reading what did not.
      { list: endedList(organisation), listed: `${greatest(entries.map((e) => e.lastUpdated))}#${referral.id}` };

const least = (instants: readonly string[]): string => [...instants].sort()[0] ?? '';
const greatest = (instants: readonly string[]): string => [...instants].sort().at(-1) ?? '';

type Tells = Pick<Projected, 'wanted' | 'wantedAt'>;
const telling = (newest: Newest | undefined): Tells => (newest ? { wanted: newest.version, wantedAt: newest.at } : {});

/**
 * As soon as anything is to be told, all is told as it stands, with what its software did itself: as it stood at an older
 * version it would put what was there before in place of what its software was answered since.
 */
const tellingOwn = (referral: Referral, { known, own }: BesideLedger): Tells => {
  const untold = newestTold(referral, known);
  const done = Math.max(own?.told ?? 0, own?.ended ?? 0);
  if ((own && isPending(own)) || (untold && untold.version > done)) return telling(newestTold(referral));
  return own?.wanted === undefined || own.wantedAt === undefined
    ? telling(untold)
    : { wanted: own.wanted, wantedAt: own.wantedAt };
};

/** A state message tells of everything that changed, so its version is that of what changed last. */
const newestFor = (referral: Referral, organisation: string, beside: BesideLedger): Tells => {
  const { reaches, webhooks } = beside;
  if (organisation === coordinatorOf(referral)) return reaches(organisation) ? tellingOwn(referral, beside) : {};
  const newest = newestShown(referral, organisation);
  const isTold = newest !== undefined && newest.at >= (webhooks?.since(organisation) ?? '~');
  return isTold || newest?.version === webhooks?.wanted(organisation) ? telling(newest) : {};
};

/**
 * The earliest deadline of all, and the row that has it: the one that says what is late, so that a referral has one place among
 * what is due, whoever must act next. One without a holder is found there too: no deadline is nobody's.
 */
const owedIn = (referral: Referral): { readonly at: string; readonly due: string } | undefined => {
  const [first] = obligations(referral).toSorted((a, b) => (a.due < b.due ? -1 : 1));
  const at = saysLateness(referral) ?? referrerOf(referral) ?? first?.who;
  return first && at !== undefined && at !== '' ? { at, due: first.due } : undefined;
};

/** What a message to a practice says does not change once it is in the ledger, save that it is read, answered or taken back. */
const messageRows = (referral: Referral, surroundings: BesideLedger): WantedRow[] => {
  const elsewhere = new Set(forAnotherPractice(referral).map(({ message }) => message));
  return referral.communications.flatMap((c) => {
    const organisation = organisationOf(c.recipient?.[0]);
    if (organisation === undefined) return [];
    const rows = isReminderMessage(c, referral)
      ? reminderRow(c, organisation, surroundings)
      : [messageRow(c, organisation, { ...surroundings, isWanted: !elsewhere.has(c) })].filter(() =>
          isForReferrer(c, referral),
        );
    return rows.map((row) => (row.wanted && matters(c, referral) ? { ...row, ...listedUnder(referral) } : row));
  });
};

/** Nobody need see to it that a reminder of what was done arrives, nor a message about what was recalled. */
const matters = (message: Communication, referral: Referral): boolean =>
  isReminderMessage(message, referral) ? isStillOwed(message, referral) : referral.task.status !== 'entered-in-error';

/** Only where it can be sent: who asks the hub finds what is overdue on its list. */
const reminderRow = (
  reminder: Communication,
  organisation: string,
  { reaches, standing, hasOrganiser }: BesideLedger,
): WantedRow[] => {
  if (hasOrganiser?.(organisation)) return [];
  const sk = messageKey(organisation, reminder.id ?? '');
  if (!standing.has(sk) && !reaches(organisation)) return [];
  return [{ sk, organisation, wanted: Number(reminder.meta?.versionId ?? 0), wantedAt: reminder.sent ?? '' }];
};

const messageRow = (
  communication: Communication,
  organisation: string,
  { reaches, standing, isWanted }: BesideLedger & { readonly isWanted: boolean },
): WantedRow => {
  const sk = messageKey(organisation, communication.id ?? '');
  const polled = (standing.get(sk) ?? !reaches(organisation)) ? { polled: true } : {};
  if (!isWanted || communication.status !== 'in-progress' || communication.received !== undefined)
    return { sk, organisation, ...polled };
  const pressing = isCallMessage(communication) ? { pressing: true as const } : {};
  return {
    sk,
    organisation,
    ...polled,
    ...pressing,
    wanted: madeIn(communication),
    // One that waited for the right practice is new to it when it is let out.
    wantedAt: communication.meta?.lastUpdated ?? communication.sent ?? '',
  };
};
