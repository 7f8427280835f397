/** The symbols of a short reference: functions/domain/request/reference.ts. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A short number for a person, four digits from their reference: on a group's register it tells two of one name apart, and it stands
 * for the name of whoever is there by number only. The person has it on their card (issue 7 item 3).
 */
export const cardNumber = (reference: string): string => {
  const value = [...reference.replace(/^HO-/, '')]
    .filter((symbol) => symbols.includes(symbol))
    .reduce((sum, symbol) => (sum * symbols.length + symbols.indexOf(symbol)) % 1_000_003, 0);
  return String(1000 + (value % 9000));
};
