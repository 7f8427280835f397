import type { Task } from 'fhir/r4.js';
import type { CompanionReason } from '../../contracts/lifecycle/companions.ts';
import { systems } from '../../contracts/systems.ts';
import { versionOf } from '../../mappings/newest.ts';
import { calendarDaysAfter } from '../domain/calendar.ts';
import { codeIn } from '../domain/coding.ts';
import { companionLinkName, companionMeeting, companionName } from '../domain/companion/companions.ts';
import { closesAt } from '../domain/meetings/link-names.ts';
import { isUnanswered } from '../domain/meetings/meetings.ts';
import { isReminderTo } from '../domain/owed/reminders.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import { organiserKey } from './keys.ts';
import type { HasOrganiser, OpenedBy, OrganiserRow } from './organiser-rows.ts';

/** Companions to whom links go: whoever has no contact in the register is rung. */
const reached = (referral: Referral, hasOrganiser: HasOrganiser): readonly (readonly [string, Task])[] =>
  referral.task.status === 'entered-in-error'
    ? []
    : referral.companions.flatMap((task) => {
        const code = organisationOf(task.owner);
        return code !== undefined && hasOrganiser?.(code) ? [[code, task] as const] : [];
      });

const cannot: CompanionReason = 'companion-cannot';
const isTold = ({ status, statusReason }: Task): boolean =>
  status === 'requested' || (status === 'cancelled' && codeIn(systems.statusReason, statusReason) !== cannot);

/** The question, or that nobody need come any more; and where they meet, which delivery keeps until the day before. */
const rowsOf = (referral: Referral, companion: string, task: Task): OrganiserRow[] => {
  const meeting = companionMeeting(referral, task);
  const at = task.meta?.lastUpdated ?? referral.at;
  const asked: OrganiserRow = {
    ...{ sk: organiserKey(companion, task.id ?? ''), organisation: companion },
    ...(isTold(task) ? { wanted: versionOf(task), wantedAt: at } : {}),
  };
  if (!meeting) return [asked];
  const goes = task.status === 'accepted' && isUnanswered(meeting);
  const newest = versionOf(meeting) > versionOf(task) ? meeting : task;
  return [
    asked,
    {
      ...{ sk: organiserKey(companion, meeting.id ?? ''), organisation: companion },
      ...(goes ? { wanted: versionOf(newest), wantedAt: newest.meta?.lastUpdated ?? at } : {}),
    },
  ];
};

/** Of one who was asked twice for a meeting the newest request says what is wanted. */
const newestOfEach = (rows: readonly OrganiserRow[]): OrganiserRow[] => [
  ...new Map(rows.map((row) => [row.sk, row])).values(),
];

export const companionRows = (referral: Referral, hasOrganiser: HasOrganiser): OrganiserRow[] => {
  const all = reached(referral, hasOrganiser);
  const codes = [...new Set(all.map(([code]) => code))];
  const reminders = codes.flatMap((code) =>
    referral.communications
      .filter((c) => isReminderTo(c, code))
      .map(({ id = '', sent = '', ...c }) => ({
        ...{ sk: organiserKey(code, id), organisation: code },
        ...{ wanted: versionOf({ id, sent, ...c }), wantedAt: sent },
      })),
  );
  return [...newestOfEach(all.flatMap(([code, task]) => rowsOf(referral, code, task))), ...reminders];
};

/** Every link of theirs: one for each time that they were asked; and where all that they were asked for is found. */
export const openedByCompanions = (referral: Referral, hasOrganiser: HasOrganiser): OpenedBy[] =>
  reached(referral, hasOrganiser).flatMap(([organisation, task]) => {
    const meeting = companionMeeting(referral, task);
    if (!meeting) return [];
    const both = {
      ...{ kind: 'companion' as const, organisation, row: organiserKey(organisation, task.id ?? '') },
      version: Math.max(versionOf(task), versionOf(meeting)),
    };
    const until = closesAt(meeting);
    return [
      { ...both, name: companionLinkName(organisation, task), until },
      // Written once for a referral, in which they may be asked again later on.
      { ...both, name: companionName(organisation), until: calendarDaysAfter(until, 366) },
    ];
  });
