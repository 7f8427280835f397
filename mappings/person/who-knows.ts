import { hearsOf, type Sight } from '../../functions/domain/authority/authority.ts';
import { isAbout, kindOf } from '../../functions/domain/coding.ts';
import type { Tier } from '../../functions/domain/participant.ts';
import { coordinatorOf, respondentOf } from '../../functions/domain/parties.ts';
import { hasCopy } from '../../functions/domain/permission/copies.ts';
import { isObjectedTo } from '../../functions/domain/permission/permission.ts';
import { type Onward, organisationOf, type Referral, referenceTo } from '../../functions/domain/referral.ts';
import { isForReferrer, senderOf } from '../../functions/domain/said/correspondence.ts';
import { wasSent } from '../../functions/domain/tasks/never-sent.ts';
import { type Fields, isSeenAt } from '../partner/field.ts';
import { invitationView } from '../partner/invitation.ts';
import { personFields } from '../partner/person.ts';

/** `contact.telephone`: each single thing of a table, by its way there. */
type ThingsOf<Table, Above extends string = ''> = {
  readonly [K in keyof Table & string]: Table[K] extends { readonly holds: infer Held }
    ? ThingsOf<Held, `${Above}${K}.`>
    : `${Above}${K}`;
}[keyof Table & string];

/** One thing that a group can be shown of a person: from the very list that its mapping obeys (mappings/partner/person.ts). */
export type Thing = ThingsOf<typeof personFields>;

const pathsOf = (fields: Fields, above = ''): string[] =>
  Object.entries(fields).flatMap(([name, { holds }]) =>
    holds ? pathsOf(holds, `${above}${name}.`) : [`${above}${name}`],
  );
const everyThing: ReadonlySet<string> = new Set(pathsOf(personFields));
const isThing = (path: string): path is Thing => everyThing.has(path);

export interface Knower {
  readonly name: string;
  readonly tier: Tier;
}

interface Asked {
  readonly referral: Referral;
  readonly now: string;
  readonly known: ReadonlyMap<string, Knower>;
}

/** An organisation, what it can see of the person, and when it did. */
export type WhoKnows =
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'referrer'; readonly name: string; readonly hears: Sight; readonly told: readonly string[] }
  | {
      readonly kind: 'group';
      readonly name: string;
      /** Of the request to it: what permission is taken back for. */
      readonly id: string;
      readonly things: readonly Thing[];
      /** When it first read who this is about; undefined: it has not. */
      readonly readAt: string | undefined;
      /** The person took their permission back. */
      readonly isWithdrawn: boolean;
    };

const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What of the table stands on what was shown, and is not empty. */
const thingsIn = (shown: Readonly<Record<string, unknown>>, fields: Fields, tier: Tier, above = ''): string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const value = shown[name];
    if (!isSeenAt(tier, field) || !isFilled(value)) return [];
    if (field.holds) return isTable(value) ? thingsIn(value, field.holds, tier, `${above}${name}.`) : [];
    return [`${above}${name}`];
  });

const readAt = (referral: Referral, onward: Onward): string | undefined => {
  if (!hasCopy(referral, onward)) return undefined;
  const owner = organisationOf(onward.task.owner);
  const first = referral.communications.find(
    (c) =>
      (kindOf(c) === 'copy' || kindOf(c) === 'opened') && isAbout(c, referenceTo(onward.task)) && senderOf(c) === owner,
  );
  return first?.sent ?? onward.task.executionPeriod?.start;
};

const groupsOf = ({ referral, now, known }: Asked): WhoKnows[] =>
  referral.onward.flatMap((onward): WhoKnows[] => {
    const code = organisationOf(onward.task.owner) ?? '';
    const knower = known.get(code);
    if (!knower || !wasSent(onward.task) || code === coordinatorOf(referral)) return [];
    const { person } = invitationView({ referral, onward, tier: knower.tier, now });
    return [
      {
        ...{ kind: 'group', name: knower.name, id: (onward.task.id ?? '').slice(referral.id.length + 1) },
        things: thingsIn({ ...person }, personFields, knower.tier).filter(isThing),
        readAt: readAt(referral, onward),
        isWithdrawn: isObjectedTo(referral.consents, code, onward.request, { patient: referral.patient, now }),
      },
    ];
  });

/** Who knows what of the person: the service, whoever asked for them, and each group that was asked. */
export const whoKnows = (asked: Asked): readonly WhoKnows[] => {
  const { referral, known } = asked;
  const coordinator = coordinatorOf(referral) ?? '';
  const referrer = respondentOf(referral) ?? '';
  const told = referral.communications
    .filter((c) => isForReferrer(c, referral))
    .flatMap(({ sent, meta }) => sent ?? meta?.lastUpdated ?? []);
  return [
    { kind: 'service', name: known.get(coordinator)?.name ?? coordinator },
    ...(referrer === coordinator || !known.has(referrer)
      ? []
      : [
          {
            ...{ kind: 'referrer' as const, name: known.get(referrer)?.name ?? referrer },
            ...{ hears: hearsOf(referral, referrer), told },
          },
        ]),
    ...groupsOf(asked),
  ];
};

/** The organisations whose names and agreements are needed to say so. */
export const knowersOf = (referral: Referral): readonly string[] => [
  ...new Set(
    [coordinatorOf(referral), respondentOf(referral), ...referral.onward.map(({ task }) => organisationOf(task.owner))]
      .filter((code) => code !== undefined)
      .map(String),
  ),
];
