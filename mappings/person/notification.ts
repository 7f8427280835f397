import { thisPolicy } from '../../contracts/areas/this-policy.ts';
import {
  type PersonPersonalisation,
  type PersonTemplateName,
  personTexts,
} from '../../contracts/notify/person/templates.ts';
import { workingDaysAfter } from '../../functions/domain/calendar.ts';
import { modeOf, venueOf } from '../../functions/domain/meetings/meetings.ts';
import { isLedTo } from '../../functions/domain/own-page/own-page.ts';
import { organisationOf, type Referral } from '../../functions/domain/referral.ts';
import { cardNumber } from '../../functions/domain/request/card-number.ts';
import { assigneeOf, givenNameOf } from '../../functions/domain/tasks/assignee.ts';
import { mayName } from '../../functions/domain/to-person/may-name.ts';
import type { Means } from '../../functions/domain/to-person/means.ts';
import { type ToPerson, timesOf } from '../../functions/domain/to-person/messages.ts';
import { type Field, fieldsOf } from '../partner/field.ts';
import { dayIn, whenIn } from './days.ts';

/** What a message to the person is made from. */
export interface MessageToPerson {
  readonly one: ToPerson;
  readonly means: Extract<Means, { kind: 'write' }>;
  readonly referral: Referral;
  readonly service: { readonly telephone: string };
  readonly nameOf: (organisation: string) => string | undefined;
  /** The address of their own page; undefined: they have none. */
  readonly page?: string | undefined;
}

const given = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replaceAll(/\(\((\w+)\)\)/g, (_, key: string) => values[key] ?? '');

/** DESIGN 4: no group, service or reason unless the person agreed. A place may say as much as a name. */
const aboutOf = ({ one: { onward, meeting }, means, referral, nameOf }: MessageToPerson): string | undefined => {
  if (!meeting || !onward) return undefined;
  const { about } = personTexts[means.language];
  const mode = modeOf(meeting);
  const way = mode === 'telephone' || mode === 'video' || mode === 'home-visit' ? about.ways[mode] : undefined;
  const group = mayName(referral, onward) ? nameOf(organisationOf(onward.task.owner) ?? '') : undefined;
  if (group === undefined) return way ?? about.unnamed;
  const where = way === undefined ? venueOf(meeting) : undefined;
  const named = where === undefined ? given(about.group, { group }) : given(about.named, { group, where });
  return way === undefined ? named : `${named} ${way}`;
};

const aboutAndPage = (from: MessageToPerson): string | undefined => {
  const about = aboutOf(from);
  if (about === undefined || from.page === undefined || !isLedTo(from.referral)) return about;
  return `${about} ${given(personTexts[from.means.language].about.page, { page: from.page })}`.trim();
};

const whenOf = ({ one, means: { language } }: MessageToPerson): string | undefined => {
  if (!one.meeting) return undefined;
  const times = timesOf(one).map((at) => whenIn(language, at));
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(times);
};

type Of = Field<MessageToPerson, string | undefined>;

/** Everything that a message to the person says, and why. Whoever else reads it learns a time, a number to ring and a first name to ask for. */
export const personMessageFields = {
  when: {
    why: 'to be there',
    of: whenOf,
  },
  by: {
    why: 'to know when somebody rings',
    of: ({ one: { message, meeting }, means }) =>
      meeting ? undefined : dayIn(means.language, workingDaysAfter(message.sent ?? '', thisPolicy.firstConversation)),
  },
  about: { why: 'to find it: with which group and where, only if they agreed', words: 'arrangement', of: aboutAndPage },
  worker: {
    ...{ why: 'a human to ask for', words: 'arrangement' },
    of: ({ referral, means }) => givenNameOf(assigneeOf(referral.task)?.name) ?? personTexts[means.language].us,
  },
  telephone: { why: 'a human to ring', of: ({ service }) => service.telephone },
  number: {
    why: 'to say on the telephone who they are, without a name',
    of: ({ referral }) => cardNumber(referral.reference),
  },
} as const satisfies Record<keyof PersonPersonalisation, Of>;

/** Notify reads Markdown in e-mails, and a line that somebody wrote must not become another line. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029[\]*#^]+/gu, ' ');

/** Which text, and what is filled in. */
export const messageToPerson = (from: MessageToPerson) => {
  const { one, means } = from;
  const fields = Object.entries(fieldsOf(personMessageFields, from)).map(([key, value]) => [
    key,
    oneLine(String(value)),
  ]);
  const template: PersonTemplateName = `person-${one.says}-${means.language}-${means.format}`;
  const personalisation: Readonly<Record<string, string>> = Object.fromEntries(fields);
  return { template, personalisation };
};
