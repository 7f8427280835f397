const zone = { timeZone: 'Europe/London' } as const;

/** Days and times as a language writes them, of England and Wales: `Monday 2 November 2026`, `17:00`. */
export const datesIn = (language: string) => {
  const day = new Intl.DateTimeFormat(language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...zone,
  });
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', ...zone });
  return {
    day: (instant: string): string => day.format(new Date(instant)).replace(',', ''),
    time: (instant: string): string => time.format(new Date(instant)),
  };
};
