import type { MessageLanguage } from '../../contracts/languages.ts';
import { personTexts } from '../../contracts/notify/person/templates.ts';

const zone = { timeZone: 'Europe/London' } as const;

/** `Tuesday 24 November`, `dydd Mawrth 24 Tachwedd`, in England and Wales: in the midst of a sentence only English writes days large. */
export const dayIn = (language: MessageLanguage, instant: string): string => {
  const written = new Intl.DateTimeFormat(`${language}-GB`, { weekday: 'long', day: 'numeric', month: 'long', ...zone })
    .format(new Date(instant))
    .replace(',', '');
  return language === 'en' ? written : written.charAt(0).toLowerCase() + written.slice(1);
};

/** The day and the time of it, as the language says both. */
export const whenIn = (language: MessageLanguage, instant: string): string => {
  const time = new Intl.DateTimeFormat(`${language}-GB`, { hour: '2-digit', minute: '2-digit', ...zone });
  return personTexts[language].when
    .replace('((day))', dayIn(language, instant))
    .replace('((time))', time.format(new Date(instant)));
};
