import type { Personalisation } from '../../contracts/notify/templates.ts';
import { timeOfDay } from '../../functions/domain/calendar.ts';
import { assigneeOf } from '../../functions/domain/tasks/assignee.ts';
import type { CompanionSource } from './companion.ts';
import { type Field, fieldsOf } from './field.ts';
import { onOneLine } from './organiser-message.ts';

/** What a message to a companion is made from. */
export interface CompanionMessage extends Pick<CompanionSource, 'referral' | 'meeting'> {
  /** How they sign themselves. */
  readonly name: string;
  /** Where the link leads, and where they say that they no longer do this. */
  readonly link: string;
  readonly stop: string;
  /** Of the coordinator, where the case is nobody's yet. */
  readonly service: { readonly display: string; readonly telephone: string };
}

const day = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/London' },
});

type Of = Field<CompanionMessage, string | undefined>;

/** Everything that is said to a companion by e-mail, text message or letter, and why: never the place, and nothing about the person. */
export const companionMessageFields = {
  name: { why: 'to be greeted', words: 'own', of: ({ name }) => name },
  when: {
    why: 'to know which day it is about',
    of: ({ meeting: { start = '' } }) => `${day.format(new Date(start)).replace(',', '')}, in the ${timeOfDay(start)}`,
  },
  link: { why: 'to answer, and to see where they meet', of: ({ link }) => link },
  stop: { why: 'so that names go to nobody who no longer does this', of: ({ stop }) => stop },
  worker: {
    ...{ why: 'a human to ring', words: 'arrangement' },
    of: ({ referral, service }) => assigneeOf(referral.task)?.name ?? service.display,
  },
  telephone: { why: 'a human to ring', of: ({ service }) => service.telephone },
} as const satisfies Partial<Record<keyof Personalisation, Of>>;

export const companionMessage = (message: CompanionMessage): Readonly<Record<string, string>> =>
  onOneLine(fieldsOf(companionMessageFields, message));
