/** Calendar days in England, written anew here. */
const form = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

/** `2026-11-23` of an instant. */
export const dayOf = (instant: string): string => form.format(new Date(instant));

/** The Monday of its week. */
export const weekOf = (instant: string): string => {
  const day = new Date(dayOf(instant));
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
};
