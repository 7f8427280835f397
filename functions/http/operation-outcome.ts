import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import { extensions, systems } from '../../contracts/systems.ts';
import { errorPageUrl } from './error-page-url.ts';
import type { Issue } from './issues.ts';
import type { Language } from './respond.ts';

/** Something that was accepted although it is not as it should be. */
interface Warning {
  readonly code: string;
  readonly says: string;
  readonly issue: OperationOutcomeIssue['code'];
  readonly expression?: string;
  /** What is particular to this one; said instead of `says`. */
  readonly diagnostics?: string;
}

/**
 * Refusals as FHIR says them: `details.coding` is the stable code, `details.text` what a person reads, and an extension
 * the page about the code. standards.md 12.8
 */
export const operationOutcome = (issues: readonly Issue[], publicUrl: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: issues.map((i) => ({
    severity: 'error',
    code: i.issue,
    details: details(i.code, i.says, publicUrl),
    ...(diagnosticsOf(i) ? { diagnostics: diagnosticsOf(i) } : {}),
    ...(i.expression ? { expression: [i.expression] } : {}),
  })),
});

export const warningOutcome = (warnings: readonly Warning[], publicUrl: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: warnings.map((w) => ({
    severity: 'warning',
    code: w.issue,
    details: details(w.code, w.diagnostics ?? w.says, publicUrl),
    ...(w.expression ? { expression: [w.expression] } : {}),
  })),
});

/** What there is to say about something that was accepted: its warnings, or that there are none. */
export const adviceOutcome = (warnings: readonly Warning[], publicUrl: string): OperationOutcome =>
  warnings.length > 0
    ? warningOutcome(warnings, publicUrl)
    : {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'information', code: 'informational', details: { text: 'Nothing is missing.' } }],
      };

/** Also for a dialect that has codings of its own beside ours. */
export const errorPageExtension = (publicUrl: string, code: string) => [
  { url: extensions.errorPage, valueUrl: errorPageUrl(publicUrl, code) },
];

const details = (code: string, text: string, publicUrl: string) => ({
  extension: errorPageExtension(publicUrl, code),
  coding: [{ system: systems.error, code }],
  text,
});

const diagnosticsOf = (issue: Issue): string | undefined =>
  [issue.diagnostics, issue.existing && `Existing: ${issue.existing}`].filter(Boolean).join(' ') || undefined;

/** `/FHIR/R4` */
export const fhirLanguage = (publicUrl: string): Language => ({
  answers: 'application/fhir+json',
  refusals: 'application/fhir+json',
  consumes: ['application/fhir+json', 'application/json'],
  // http://hl7.org/fhir/R4/http.html#create: 404 too, but it is the type that is not there.
  absent: (path) => (/^\/FHIR\/R4\/[A-Z][A-Za-z]+$/.test(path) ? 'type-not-offered' : 'not-found'),
  render: (issues, exchange) => {
    const outcome = operationOutcome(issues, publicUrl);
    // An exception says nothing of its own; the correlation id is what a sender can quote to us.
    return issues.some((i) => i.code === 'fault')
      ? {
          ...outcome,
          issue: outcome.issue.map((i) => ({ ...i, diagnostics: `Correlation id ${exchange.correlationId}` })),
        }
      : outcome;
  },
});
