/** Languages in which people and groups read pages, cards and letters of the hub: functions/web/words/texts.ts has the words. */
export const pageLanguages = ['en', 'cy'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** Languages in which the hub sends messages: contracts/notify/person has the words. One that is missing makes a call with an interpreter. */
export const messageLanguages = ['en', 'cy'] as const satisfies readonly PageLanguage[];
export type MessageLanguage = (typeof messageLanguages)[number];
export const isMessageLanguage = (code: string): code is MessageLanguage =>
  messageLanguages.some((one) => one === code);
