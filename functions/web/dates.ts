/** `Monday 2 November 2026 at 17:00`, in England: https://service-manual.nhs.uk/content/formatting-dates-in-content */
const forPeople = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/London',
});

export const instantFor = (instant: string): string => forPeople.format(new Date(instant)).replace(',', '');

const dayForPeople = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  timeZone: 'Europe/London',
});

/** The day alone: `Monday 2 November 2026`. */
export const dayFor = (instant: string): string => dayForPeople.format(new Date(instant)).replace(',', '');

const dateForPeople = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
});

/** Of a calendar date `2026-11-02`: `2 November 2026`. */
export const dateFor = (date: string): string => dateForPeople.format(new Date(`${date}T00:00:00Z`));

const inEngland = new Intl.DateTimeFormat('sv-SE', {
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/London',
});

/** As a field for a date or a time holds it: `2026-11-02` and `17:00`, in England. */
export const dayIn = (instant: string): string => inEngland.format(new Date(instant)).slice(0, 10);
export const timeIn = (instant: string): string => inEngland.format(new Date(instant)).slice(11, 16);
