/** Languages in which the hub has words for people. One that is missing makes a call with an interpreter, never a text in English. */
export const languages = ['en'] as const;
export type Language = (typeof languages)[number];
export const isLanguage = (code: string): code is Language => languages.some((one) => one === code);
