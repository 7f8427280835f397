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
