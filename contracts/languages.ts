import type { AreaMode } from './areas/area.ts';

/** Languages in which people and groups read pages, cards and letters of the hub: functions/web/words/texts.ts has the words. */
export const pageLanguages = ['en', 'cy'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** Languages in which the hub has messages: contracts/notify/person has the words. One that is missing makes a call with an interpreter. */
export const messageLanguages = ['en', 'cy'] as const satisfies readonly PageLanguage[];
export type MessageLanguage = (typeof messageLanguages)[number];
export const isMessageLanguage = (code: string): code is MessageLanguage =>
  messageLanguages.some((one) => one === code);

interface Checked {
  /** Name and office of a speaker of it who has read every text: pages, messages, card and letter. */
  readonly by: string;
  /** Calendar date `YYYY-MM-DD`. */
  readonly on: string;
}

/**
 * Who has checked the words of a language, and when: the one place that says so. What no speaker has read goes to nobody by message or link, as if
 * it were missing (infra/decisions/0028): write the name here once somebody has, and anew when a text changes.
 */
export const checkedLanguages: Readonly<Record<PageLanguage, Checked | undefined>> = {
  en: { by: 'whoever wrote the hub, in English', on: '2026-11-01' },
  cy: undefined,
};

/** Languages in which something may be sent to a person: all of them only in an area for training, which sends nothing. */
export const languagesSent = (mode: AreaMode | undefined): readonly MessageLanguage[] =>
  messageLanguages.filter((one) => mode === 'practice' || checkedLanguages[one] !== undefined);
