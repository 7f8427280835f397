import type { Appointment, Communication, FhirResource } from 'fhir/r4.js';
import { versionOf } from '../../mappings/newest.ts';
import { invitationsOf } from '../../mappings/partner/invitation.ts';
import { comesNoMore, isToCome, saysWhetherTheyCome } from '../domain/meetings/comes-no-more.ts';
import { askLinkName, closesAt, linkedMeetings, sessionLinkName } from '../domain/meetings/link-names.ts';
import { isReminderTo } from '../domain/owed/reminders.ts';
import { coordinatorOf } from '../domain/parties.ts';
import { type Onward, organisationOf, type Referral } from '../domain/referral.ts';
import { organiserKey } from './keys.ts';
import type { LinkKind } from './link-rows.ts';
import type { Projected } from './row.ts';

export type HasOrganiser = ((organisation: string) => boolean) | undefined;

export interface OrganiserRow extends Projected {
  readonly sk: string;
  readonly organisation: string;
}

/** What a link opens of one referral. */
export interface OpenedBy {
  readonly kind: LinkKind;
  readonly name: string;
  readonly organisation: string;
  /** When it closes; a question closes when it is answered, and is looked for as long as it could be. */
  readonly until: string;
  /** Key of the row of what is sent with it. */
  readonly row: string;
  /** The version that last changed what decides where it leads; a question leads to one request for good. */
  readonly version: number;
}

/** Partners to whose human links go; a coordinator that keeps a request for itself needs none. */
const partnersOf = (referral: Referral, hasOrganiser: HasOrganiser): string[] => {
  if (!hasOrganiser || referral.task.status === 'entered-in-error') return [];
  const owners = referral.onward.map(({ task }) => organisationOf(task.owner)).filter((code) => code !== undefined);
  return [...new Set(owners)].filter((code) => code !== coordinatorOf(referral) && hasOrganiser(code));
};

/** What is to be sent: a request that waits for an answer, a meeting of which nobody said who came, a reminder. */
export const organiserRows = (referral: Referral, hasOrganiser: HasOrganiser): OrganiserRow[] =>
  partnersOf(referral, hasOrganiser).flatMap((organisation) => {
    const onward = invitationsOf(referral, organisation);
    const reminders = referral.communications.filter((c) => isReminderTo(c, organisation));
    return [
      ...onward.map((one) => askRow(one, organisation, referral)),
      ...onward.flatMap((one) => meetingRows(one, organisation, referral)),
      ...reminders.map((one) => reminderRow(one, organisation)),
    ];
  });

const askRow = ({ task }: Onward, organisation: string, { at }: Referral): OrganiserRow => ({
  ...{ sk: organiserKey(organisation, task.id ?? ''), organisation },
  ...(task.status === 'requested' ? { wanted: versionOf(task), wantedAt: task.meta?.lastUpdated ?? at } : {}),
});

const meetingRows = (onward: Onward, organisation: string, referral: Referral): OrganiserRow[] =>
  onward.meetings
    .filter(({ status }) => status !== 'entered-in-error')
    .map((meeting) => ({
      ...{ sk: organiserKey(organisation, meeting.id ?? ''), organisation },
      ...ofMeeting(onward, meeting, referral),
    }));

/** That somebody is to come; and before it begins that they are not: whoever was told waits for them. */
const ofMeeting = (
  onward: Onward,
  meeting: Appointment,
  referral: Referral,
): Pick<OrganiserRow, 'wanted' | 'wantedAt'> => {
  const wanted = (one: FhirResource) => ({ wanted: versionOf(one), wantedAt: one.meta?.lastUpdated ?? referral.at });
  const [newest = meeting] = saysWhetherTheyCome(referral, onward, meeting).sort((a, b) => versionOf(b) - versionOf(a));
  if (isToCome(referral, onward, meeting)) return wanted(newest);
  const isAhead = (newest.meta?.lastUpdated ?? referral.at) < (meeting.start ?? '');
  return isAhead && comesNoMore(referral, onward, meeting) ? wanted(newest) : {};
};

const reminderRow = (reminder: Communication, organisation: string): OrganiserRow => ({
  ...{ sk: organiserKey(organisation, reminder.id ?? ''), organisation },
  ...{ wanted: versionOf(reminder), wantedAt: reminder.sent ?? '' },
});

/** Every link that leads to something of a referral. */
export const openedBy = (referral: Referral, hasOrganiser: HasOrganiser): OpenedBy[] =>
  partnersOf(referral, hasOrganiser).flatMap((organisation) =>
    invitationsOf(referral, organisation).flatMap((onward) => [
      {
        ...{ kind: 'ask' as const, name: askLinkName(organisation, onward), organisation, until: referral.at },
        ...{ row: organiserKey(organisation, onward.task.id ?? ''), version: 1 },
      },
      ...linkedMeetings(onward).map((meeting) => ({
        ...{ kind: 'session' as const, name: sessionLinkName(organisation, meeting) },
        ...{ organisation, until: closesAt(meeting) },
        ...{ row: organiserKey(organisation, meeting.id ?? ''), version: versionOf(meeting) },
      })),
    ]),
  );
