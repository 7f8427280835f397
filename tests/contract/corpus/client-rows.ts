import type { Outcome } from '../../../functions/views/happened.ts';
import type { Row } from './rows.ts';

/** The status that came with an answer: in the name of the file, else what it shows. */
export const statusOf = ({ file, verdict }: Row): number => {
  const named = /\/(\d{3})[-A-Z]/.exec(file)?.[1];
  if (named) return Number(named);
  if (/malformed-target|invalid-base64/.test(file)) return 400;
  if (/not-found/.test(file)) return 404;
  if (/unavailable/.test(file)) return 503;
  return verdict.includes('operationoutcome') ? 400 : 200;
};

/** What INDEX.md says of retrying, as an outcome of a delivery; undefined where it says nothing of it. */
export const expectedOf = ({ verdict, file }: Row): Outcome | undefined => {
  if (/no retry/.test(verdict)) return 'refused';
  if (/RETRY|refresh token once/.test(verdict)) return 'later';
  if (/see why/.test(verdict)) return /duplicate|409Conflict/.test(file) ? 'infrastructure-ack' : 'refused';
  return undefined;
};
