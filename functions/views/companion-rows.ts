import type { Task } from 'fhir/r4.js';
import { versionOf } from '../../mappings/newest.ts';
import { calendarDaysAfter } from '../domain/calendar.ts';
import { companionLinkName, companionMeeting, companionName, saidThemselves } from '../domain/companion/companions.ts';
import { closesAt } from '../domain/meetings/link-names.ts';
import { isUnanswered } from '../domain/meetings/meetings.ts';
import { isReminderTo } from '../domain/owed/reminders.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import { organiserKey } from './keys.ts';
import type { OpenedBy, OrganiserRow } from './organiser-rows.ts';

/** Also those without a contact in the register: what cannot be sent to them is somebody's to ring about, before the meeting. */
const askedIn = (referral: Referral): readonly (readonly [string, Task])[] =>
  referral.task.status === 'entered-in-error'
    ? []
    : referral.companions.flatMap((task) => {
        const code = organisationOf(task.owner);
        return code === undefined ? [] : [[code, task] as const];
      });

const isTold = (task: Task): boolean =>
  task.status === 'requested' || (task.status === 'cancelled' && !saidThemselves(task));

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

export const companionRows = (referral: Referral): OrganiserRow[] => {
  const all = askedIn(referral);
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
export const openedByCompanions = (referral: Referral): OpenedBy[] =>
  askedIn(referral).flatMap(([organisation, task]) => {
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
