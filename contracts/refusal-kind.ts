import type { IssueCode } from './issue-codes.ts';

/** What a code of `refusals` is answered with. */
export interface RefusalKind {
  readonly status: 400 | 401 | 403 | 404 | 405 | 406 | 409 | 412 | 413 | 415 | 422 | 425 | 429 | 503;
  /** A code of the FHIR IssueType value set. */
  readonly issue: IssueCode;
  readonly says: string;
}
