import { span } from '../../../domain/calendar.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';

/** A bound on when something last changed. */
export interface Bound {
  readonly holds: (lastUpdated: string) => boolean;
  /** Where an index of changes begins to be of interest; of lower bounds only. */
  readonly since?: string;
}

const form = /^(gt|ge|lt|le)(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+ -]\d{2}:\d{2}))?)$/;

/**
 * `ge2026-11-21T09:00:00Z`, or a date, which means its day in England. A time is the very instant: a poller that asks for
 * more than the second it saw last still meets what changed later in that second.
 */
export const readBound = (value: string): Result<Bound> => {
  const [, prefix, sent] = form.exec(value) ?? [];
  // A plus that was not escaped in the URL arrives as a space.
  const { first, last } = span(sent?.replace(' ', '+'));
  if (sent === undefined || first === '0000')
    return refuse('invalid-parameter', {
      expression: '_lastUpdated',
      diagnostics: 'gt, ge, lt or le, and a date or an instant with its zone',
    });
  switch (prefix) {
    case 'gt':
      return ok({ holds: (at) => at > last, since: last });
    case 'ge':
      return ok({ holds: (at) => at >= first, since: first });
    case 'lt':
      return ok({ holds: (at) => at < first });
    default:
      return ok({ holds: (at) => at <= last });
  }
};
