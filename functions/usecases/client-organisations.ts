import type { Refusal } from '../domain/result.ts';
import type { Participants } from './ports.ts';

/**
 * Characters of the whole list. The authoriser hands it on with each request, and API Gateway is only sure to pass on
 * 8 KiB: about a thousand practices. A supplier with more registers a second client.
 */
const longestList = 7500;

const fault = (diagnostics: string): Refusal => ({ code: 'invalid-input', expression: '/organisations', diagnostics });

export const listFaults = (codes: readonly string[]): Refusal[] => {
  if (codes.length === 0) return [fault('A client acts for at least one organisation.')];
  return codes.join(',').length > longestList
    ? [fault(`The codes together may have ${longestList} characters; register a second client.`)]
    : [];
};

/** What is wrong with a list of organisations that a client is to act for. */
export const organisationsFaults = async (
  register: Pick<Participants, 'organisation'>,
  codes: readonly string[],
): Promise<Refusal[]> => {
  const faults = listFaults(codes);
  if (faults.length > 0) return faults;
  const known = await Promise.all(codes.map((code) => register.organisation(code)));
  return codes.filter((_, n) => !known[n]).map((code) => fault(`Not registered: ${code}.`));
};
