import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import { systems } from '../../contracts/systems.ts';
import type { Issue } from './issues.ts';
import type { Language } from './respond.ts';

/** Something that was accepted although it is not as it should be. */
export interface Warning {
  readonly code: string;
  readonly says: string;
  readonly issue: OperationOutcomeIssue['code'];
  readonly expression?: string;
  /** What is particular to this one; said instead of `says`. */
  readonly diagnostics?: string;
}

/** Refusals as FHIR says them: `details.coding` is the stable code, `details.text` what a person reads. standards.md 12.8 */
export const operationOutcome = (issues: readonly Issue[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: issues.map((i) => ({
    severity: 'error',
    code: i.issue,
    details: details(i.code, i.says),
    ...(diagnosticsOf(i) ? { diagnostics: diagnosticsOf(i) } : {}),
    ...(i.expression ? { expression: [i.expression] } : {}),
  })),
});

export const warningOutcome = (warnings: readonly Warning[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: warnings.map((w) => ({
    severity: 'warning',
    code: w.issue,
    details: details(w.code, w.diagnostics ?? w.says),
    ...(w.expression ? { expression: [w.expression] } : {}),
  })),
});

/** What there is to say about something that was accepted: its warnings, or that there are none. */
export const adviceOutcome = (warnings: readonly Warning[]): OperationOutcome =>
  warnings.length > 0
    ? warningOutcome(warnings)
    : {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'information', code: 'informational', details: { text: 'Nothing is missing.' } }],
      };

const details = (code: string, text: string) => ({ coding: [{ system: systems.error, code }], text });

const diagnosticsOf = (issue: Issue): string | undefined =>
  [issue.diagnostics, issue.existing && `Existing: ${issue.existing}`].filter(Boolean).join(' ') || undefined;

/** `/FHIR/R4` */
export const fhirLanguage: Language = {
  answers: 'application/fhir+json',
  refusals: 'application/fhir+json',
  consumes: ['application/fhir+json', 'application/json'],
  // http://hl7.org/fhir/R4/http.html#create: 404 too, but it is the type that is not there.
  absent: (path) => (/^\/FHIR\/R4\/[A-Z][A-Za-z]+$/.test(path) ? 'type-not-offered' : 'not-found'),
  render: (issues, exchange) => {
    const outcome = operationOutcome(issues);
    // An exception says nothing of its own; the correlation id is what a sender can quote to us.
    return issues.some((i) => i.code === 'fault')
      ? {
          ...outcome,
          issue: outcome.issue.map((i) => ({ ...i, diagnostics: `Correlation id ${exchange.correlationId}` })),
        }
      : outcome;
  },
};
