/** `Monday 2 November 2026 at 17:00`, in England: https://service-manual.nhs.uk/content/formatting-dates-in-content */
const forPeople = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/London',
});

export const instantFor = (instant: string): string => forPeople.format(new Date(instant)).replace(',', '');

/** `20 December 2026`: a calendar date, `YYYY-MM-DD`. */
export const dayFor = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(date),
  );
