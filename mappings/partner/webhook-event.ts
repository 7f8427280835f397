import type { FhirResource } from 'fhir/r4.js';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import type { ChangedInvitation, InvitationChanged, WebhookEvent } from '../../contracts/partner-api/webhooks.ts';
import { businessStatusOf, isAbout, statusOf } from '../../functions/domain/coding.ts';
import { isReminderTo } from '../../functions/domain/owed/reminders.ts';
import { openAbortsOn } from '../../functions/domain/parties.ts';
import { hasCopy } from '../../functions/domain/permission/copies.ts';
import { names } from '../../functions/domain/permission/permission.ts';
import { type Onward, type Referral, referenceTo } from '../../functions/domain/referral.ts';
import { type Newest, newestOf, versionOf } from '../newest.ts';
import { type Field, fieldsOf } from './field.ts';
import { invitationStatusOf, invitationsOf, isObjected, isWithheld } from './invitation.ts';

/**
 * What of a referral shows in an invitation, so that a change of it is told: the Task, the request to stop, meetings,
 * reminders; while it is open also the person, and what the person said of this organisation.
 */
const shownIn = (referral: Referral, { task, meetings }: Onward, organisation: string): FhirResource[] => {
  const stops = referral.aborts.filter((abort) => abort.focus?.reference === referenceTo(task));
  const reminders = referral.communications.filter(
    (c) => isReminderTo(c, organisation) && [task, ...stops].some((one) => isAbout(c, referenceTo(one))),
  );
  const said = referral.consents.filter((consent) => names(consent, organisation));
  // Who was told of somebody holds it when all is over, too.
  const objections = said.filter(({ provision }) => provision?.type === 'deny');
  return [
    ...[task, ...stops, ...meetings, ...reminders],
    ...(isTerminal(statusOf(task)) ? objections : [referral.patient, ...said]),
  ];
};

/** The newest change that a partner is told of. */
export const newestShown = (referral: Referral, organisation: string): Newest | undefined =>
  newestOf(
    invitationsOf(referral, organisation).flatMap((onward) => shownIn(referral, onward, organisation)),
    referral.at,
  );

interface States {
  /** As of the version that is to be told: every try says the same. */
  readonly asOf: Referral;
  /** The newest: what must not be told any more is seen here. */
  readonly newest: Referral;
}

interface Telling {
  readonly organisation: string;
  /** The newest version that it was told of. */
  readonly told: number | undefined;
  /** ISO 8601 UTC with milliseconds. */
  readonly now: string;
  /** The hub's own address, without a slash at its end. */
  readonly publicUrl: string;
}

/**
 * Which invitations of a referral changed since a partner was last told, by ids and codes. undefined: nothing that it may
 * still be told of. One that the person has objected to meanwhile is not made known any more; who was told of it before, or has
 * something to stop, hears how it goes on.
 */
export const webhookEvent = ({ asOf, newest }: States, telling: Telling): WebhookEvent | undefined => {
  const { organisation, told = 0 } = telling;
  const changed = invitationsOf(asOf, organisation)
    .filter((onward) => shownIn(asOf, onward, organisation).some((resource) => versionOf(resource) > told))
    .filter(({ task }) => told > 0 || mayBeginToHear(newest, task.id, telling));
  if (changed.length === 0) return undefined;
  return fieldsOf(eventFields, { asOf, telling, changed });
};

/** Who fetched it without being told holds it, and must hear. */
const mayBeginToHear = (newest: Referral, id: string | undefined, { organisation, now }: Telling): boolean =>
  invitationsOf(newest, organisation).some(
    (onward) => onward.task.id === id && (hasCopy(newest, onward) || !isWithheld({ referral: newest, onward, now })),
  );

const changedEvent = 'invitation.changed' as const;

interface Changed {
  readonly referral: Referral;
  readonly onward: Onward;
  readonly telling: Telling;
}

/** Of each invitation that changed. */
const changedFields = {
  id: { why: 'to name the invitation', of: ({ onward }) => onward.task.id ?? '' },
  version: { why: 'to drop what is older than what one has', of: ({ onward }) => versionOf(onward.task) },
  status: { why: 'to let go by what needs nothing', of: ({ onward }) => invitationStatusOf(onward) },
  businessStatus: { why: 'as status, closer', of: ({ onward }) => businessStatusOf(onward.task) },
  askedToStop: {
    why: 'so that contact ends at once',
    of: ({ referral, onward }) => openAbortsOn(referral, onward.task).length > 0,
  },
  permissionWithdrawn: {
    why: 'so that it destroys what it holds',
    of: ({ referral, onward, telling }) => (isObjected({ referral, onward, now: telling.now }) ? true : undefined),
  },
  link: {
    why: 'to fetch it',
    of: ({ onward, telling }) => `${telling.publicUrl}/partner/v1/invitations/${onward.task.id}`,
  },
} as const satisfies Record<keyof ChangedInvitation, Field<Changed, unknown>>;

interface Event {
  readonly asOf: Referral;
  readonly telling: Telling;
  readonly changed: readonly Onward[];
}

const dataFields = {
  organisation: { why: 'to know whose it is', of: ({ telling }) => telling.organisation },
  invitations: {
    ...{ why: 'to fetch what changed', holds: changedFields },
    of: ({ asOf, telling, changed }) =>
      changed.map((onward) => fieldsOf(changedFields, { referral: asOf, onward, telling })),
  },
} as const satisfies Record<keyof InvitationChanged['data'], Field<Event, unknown>>;

/** Everything that leaves the hub by a webhook, and why. */
export const eventFields = {
  type: { why: 'to know what happened', of: () => changedEvent },
  timestamp: {
    why: 'to drop what is older than what one has',
    of: ({ asOf, telling }) => newestShown(asOf, telling.organisation)?.at ?? asOf.at,
  },
  data: { why: 'which invitations changed', holds: dataFields, of: (event) => fieldsOf(dataFields, event) },
} as const satisfies Record<keyof InvitationChanged, Field<Event, unknown>>;
