import type { OperationOutcome } from 'fhir/r4.js';
import { bars, systems } from '../../contracts/systems.ts';
import { barsFault } from '../../mappings/gp/bars/errors.ts';
import { fault, type Issue, issueOf } from '../http/issues.ts';
import { errorPageExtension, fhirLanguage } from '../http/operation-outcome.ts';
import type { Language } from '../http/respond.ts';

/** The fault as REST knows it, from which its form in BaRS is told. */
const inRest = ({ code }: Issue): Issue => (code === 'fault' ? fault : issueOf({ code }));

const issueIn = (issue: Issue, correlationId: string, publicUrl: string): OperationOutcome['issue'][number] => {
  const { code } = barsFault(inRest(issue));
  const more = issue.code === 'fault' ? `Correlation id ${correlationId}` : issue.diagnostics;
  const existing = issue.existing && `Existing: ${issue.existing}`;
  return {
    severity: 'error',
    code: issue.issue,
    details: {
      extension: errorPageExtension(publicUrl, issue.code),
      coding: [...(code ? [{ system: bars.error, code }] : []), { system: systems.error, code: issue.code }],
    },
    // BaRS asks for diagnostics in every issue (standards.md 5.5).
    diagnostics: [issue.says, more, existing].filter(Boolean).join(' '),
    ...(issue.expression ? { expression: [issue.expression] } : {}),
  };
};

/** How `$process-message` answers: statuses and codes of BaRS first, ours beside them. standards.md 12.8 */
export const messageLanguage = (publicUrl: string): Language => ({
  ...fhirLanguage(publicUrl),
  judge: (issue) => {
    const { status, issue: code } = barsFault(inRest(issue));
    return { ...issue, status, issue: code };
  },
  render: (issues, { correlationId }): OperationOutcome => ({
    resourceType: 'OperationOutcome',
    issue: issues.map((issue) => issueIn(issue, correlationId, publicUrl)),
  }),
});
