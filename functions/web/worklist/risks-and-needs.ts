import type { Extension, Flag, RiskAssessment } from 'fhir/r4.js';
import { statements, ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { anyCodings, isObject } from '../../domain/coding.ts';
import type { Referral } from '../../domain/referral.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

const { person: says, risks } = words.worklist;

/**
 * The words of a CodeableConcept. The form of risks and goals was not always checked when they came (contracts/fhir), so
 * they are shown wherever they stand in it.
 */
export const conceptText = (said: unknown): string | undefined => {
  if (typeof said === 'string') return said;
  const { text, coding, display, code } = isObject(said) ? said : {};
  const parts: readonly unknown[] = Array.isArray(said) ? said : [text, coding, display, code];
  return parts.flatMap((part) => (part === undefined ? [] : (conceptText(part) ?? []))).at(0);
};

const needText = ({ valueString, valueCoding, valueCodeableConcept }: Extension): string | undefined =>
  valueString ?? valueCoding?.display ?? conceptText(valueCodeableConcept);

/** As they were written: the coordinator arranges them, a group hears only what is on the list of needs. */
export const needsOf = ({ patient }: Referral): string[] => [
  ...(patient.extension ?? []).filter((e) => e.url === extensions.accessNeed).flatMap((e) => needText(e) ?? []),
  ...((patient.extension ?? []).some((e) => e.url === ukCore.interpreter && e.valueBoolean === true)
    ? [says.interpreter]
    : []),
  ...(patient.communication ?? []).map(({ language, preferred }) =>
    says.language(conceptText(language) ?? '', preferred === true),
  ),
];

const isKnown = (code: unknown): code is keyof typeof risks => typeof code === 'string' && Object.hasOwn(risks, code);

const riskText = ({ code }: Flag | RiskAssessment): string | undefined => {
  const ours = anyCodings(code).find(({ system }) => system === systems.risk || system === systems.request)?.code;
  return isKnown(ours) ? risks[ours] : conceptText(code);
};

const isNone = ({ code }: Flag): boolean =>
  code.coding?.some(({ system, code: one }) =>
    [statements.noRequirements].some((statement) => statement.system === system && statement.code === one),
  ) ?? false;

export const risksOf = ({ others }: Referral): string[] => [
  ...new Set(
    others
      .filter((r) => r.resourceType === 'Flag' || r.resourceType === 'RiskAssessment')
      .filter((r) => r.resourceType !== 'Flag' || (r.status !== 'entered-in-error' && !isNone(r)))
      .flatMap((r) => riskText(r) ?? []),
  ),
];

const list = (texts: readonly string[], none: string): Html =>
  texts.length === 0 ? html`<p>${none}</p>` : html`<ul>${texts.map((one) => html`<li>${one}</li>`)}</ul>`;

export const risksAndNeeds = (shown: Referral): Html => html`<h2>${says.needs}</h2>
${list(needsOf(shown), says.noNeeds)}
<h2>${says.risks}</h2>
${list(risksOf(shown), says.noRisks)}`;
