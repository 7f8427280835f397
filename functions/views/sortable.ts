/** A FHIR dateTime (any offset, perhaps a date only) as an instant in UTC with milliseconds: these compare as strings. */
export const sortable = (dateTime: string | undefined): string => {
  const time = Date.parse(dateTime ?? '');
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
};
