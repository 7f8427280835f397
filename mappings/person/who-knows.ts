import { hearsOf, type Sight } from '../../functions/domain/authority/authority.ts';
import { isAbout, kindOf } from '../../functions/domain/coding.ts';
import type { Tier } from '../../functions/domain/participant.ts';
import { coordinatorOf, referrerOf, respondentOf } from '../../functions/domain/parties.ts';
import { hasCopy } from '../../functions/domain/permission/copies.ts';
import { isObjectedTo } from '../../functions/domain/permission/permission.ts';
import { type Onward, organisationOf, type Referral, referenceTo } from '../../functions/domain/referral.ts';
import { isForReferrer, recipientOf, senderOf } from '../../functions/domain/said/correspondence.ts';
import { wasSent } from '../../functions/domain/tasks/never-sent.ts';
import type { Named } from '../named.ts';
import { type Field, type Fields, fieldsOf, isSeenAt } from '../partner/field.ts';
import { invitationView } from '../partner/invitation.ts';
import { personFields } from '../partner/person.ts';
import { companionsWhoKnow } from './companions-know.ts';

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

const readAtOf = (referral: Referral, onward: Onward): string | undefined => {
  if (!hasCopy(referral, onward)) return undefined;
  const owner = organisationOf(onward.task.owner);
  const first = referral.communications.find(
    (c) =>
      (kindOf(c) === 'copy' || kindOf(c) === 'opened') && isAbout(c, referenceTo(onward.task)) && senderOf(c) === owner,
  );
  return first?.sent ?? onward.task.executionPeriod?.start;
};

interface GroupSource extends Asked {
  readonly onward: Onward;
  readonly code: string;
  readonly knower: Knower;
}

const thingsOf = (source: GroupSource): readonly Thing[] => {
  const { person } = invitationView({ ...source, tier: source.knower.tier });
  return thingsIn({ ...person }, personFields, source.knower.tier).filter(isThing);
};

/** What the person is told of one group that was asked: names of things, and none of the things. */
export const knowerFields = {
  kind: { why: 'to tell it from the service', of: () => 'group' as const },
  name: { why: 'to know who', of: ({ knower }) => knower.name },
  id: {
    why: 'to take the permission for it back',
    of: ({ onward, referral }) => (onward.task.id ?? '').slice(referral.id.length + 1),
  },
  things: { why: 'to know what it can see', of: thingsOf },
  readAt: { why: 'to know when it first did', of: ({ referral, onward }) => readAtOf(referral, onward) },
  isWithdrawn: {
    why: 'to see that the permission was taken back',
    of: ({ referral, onward, code, now }) =>
      isObjectedTo(referral.consents, code, onward.request, { patient: referral.patient, now }),
  },
} as const satisfies Record<string, Field<GroupSource, unknown>>;

const groupsOf = (asked: Asked) =>
  asked.referral.onward.flatMap((onward) => {
    const code = organisationOf(onward.task.owner) ?? '';
    const knower = asked.known.get(code);
    if (!knower || !wasSent(onward.task) || code === coordinatorOf(asked.referral)) return [];
    return [fieldsOf(knowerFields, { ...asked, onward, code, knower })];
  });

/** What is still held for somebody's word, they were not told. */
const lettersIn = (referral: Referral) =>
  referral.communications.filter((c) => isForReferrer(c, referral) && c.status !== 'on-hold');

const toldOn = (referral: Referral, code: string): string[] =>
  lettersIn(referral)
    .filter((c) => recipientOf(c) === code)
    .flatMap(({ sent, meta }) => sent ?? meta?.lastUpdated ?? []);

/** Who did not refer and hears something all the same: whom the request names for answers, and who was asked to ring. */
const hearersOf = (referral: Referral): string[] => [
  ...new Set(
    [respondentOf(referral), ...lettersIn(referral).map(recipientOf)]
      .filter((code) => code !== undefined && code !== referrerOf(referral))
      .map(String),
  ),
];

/** Of the service, of whoever asked for the person, and of who else is written to. */
export const otherKnowers = [
  { why: 'to know who', elements: ['kind', 'name'] },
  { why: 'to know how much it hears, and on which days it was written to', elements: ['hears', 'told'] },
] as const satisfies readonly Named[];

/** An organisation, what it can see of the person, and when it did. */
export type WhoKnows =
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'referrer'; readonly name: string; readonly hears: Sight; readonly told: readonly string[] }
  | { readonly kind: 'hearer'; readonly name: string; readonly told: readonly string[] }
  | ReturnType<typeof groupsOf>[number]
  | ReturnType<typeof companionsWhoKnow>[number];

/** Who knows what of the person: the service, whoever asked for them, each group that was asked, and whoever was asked to go along. */
export const whoKnows = (asked: Asked): readonly WhoKnows[] => {
  const { referral, known } = asked;
  const coordinator = coordinatorOf(referral) ?? '';
  const referrer = referrerOf(referral) ?? '';
  return [
    { kind: 'service', name: known.get(coordinator)?.name ?? coordinator },
    ...[referrer, ...hearersOf(referral)].flatMap((code): WhoKnows[] => {
      const name = known.get(code)?.name;
      const told = toldOn(referral, code);
      if (name === undefined || code === coordinator) return [];
      return [
        code === referrer
          ? { kind: 'referrer', name, hears: hearsOf(referral, code), told }
          : { kind: 'hearer', name, told },
      ];
    }),
    ...groupsOf(asked),
    ...companionsWhoKnow(referral, (code) => known.get(code)?.name, asked.now),
  ];
};

/** The organisations whose names and agreements are needed to say so. */
export const knowersOf = (referral: Referral): readonly string[] => [
  ...new Set(
    [
      ...[coordinatorOf(referral), referrerOf(referral), ...hearersOf(referral)],
      ...[...referral.onward.map(({ task }) => task), ...referral.companions].map(({ owner }) => organisationOf(owner)),
    ]
      .filter((code) => code !== undefined)
      .map(String),
  ),
];
