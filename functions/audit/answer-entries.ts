import type { Answered } from '../http/answered.ts';
import type { AuditEntry } from './entry.ts';
import { shownIn } from './shown.ts';

interface Told {
  readonly at: string;
  readonly answer: Answered;
  readonly body: string;
  /** Referrals of which this request wrote a version: that is its record. */
  readonly wrote: ReadonlySet<string>;
}

/**
 * What one answer showed, or refused: a record for each referral, so that whose it is finds it. Nothing of what concerns nobody
 * (metadata, explanations of errors), nothing of a fault: it shows nothing, and stands in the log.
 */
export const answerEntries = ({ at, answer, body, wrote }: Told): readonly AuditEntry[] => {
  const { client, status, requestId, referral, route } = answer;
  if (status >= 500 || (client === undefined && referral === undefined)) return [];
  const common = {
    ...{ at, by: route, outcome: String(status), request: requestId },
    ...whoOf(answer),
  };
  if (status >= 400) return [{ ...common, kind: 'refused', ...(referral === undefined ? {} : { referral }) }];
  const all = new Map(shownIn(body));
  if (referral !== undefined && !all.has(referral)) all.set(referral, new Set());
  const shown = [...all].filter(([one]) => !wrote.has(one));
  const kind = referral === undefined ? 'search' : 'read';
  if (shown.length === 0) return all.size === 0 && isQuestion(answer) ? [{ ...common, kind }] : [];
  return shown.map(([one, resources]) => ({
    ...{ ...common, kind, referral: one },
    ...(resources.size === 0 ? {} : { resources: [...resources].sort().join(' ') }),
  }));
};

const whoOf = ({
  client,
  organisation,
  person,
  as,
}: Answered): Pick<AuditEntry, 'client' | 'organisation' | 'person' | 'as'> => ({
  ...(client === undefined ? {} : { client }),
  ...(organisation === undefined ? {} : { organisation }),
  ...(person === undefined ? {} : { person }),
  ...(as === undefined ? {} : { as }),
});

/** That there is nothing is an answer too; whoever sent something and was shown nothing learned nothing. */
const isQuestion = ({ route }: Answered): boolean => /^(GET|HEAD) /.test(route);
