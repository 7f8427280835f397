import type { CodeableConcept, Extension, Flag, RiskAssessment } from 'fhir/r4.js';
import { statements, ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import type { Referral } from '../../domain/referral.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

const { person: says, risks } = words.worklist;

export const conceptText = (concept: CodeableConcept | undefined): string | undefined =>
  concept?.text ?? concept?.coding?.map(({ display, code }) => display ?? code).find((text) => text !== undefined);

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

const isKnown = (code: string): code is keyof typeof risks => Object.hasOwn(risks, code);

const riskText = ({ code }: Flag | RiskAssessment): string | undefined => {
  const ours = code?.coding?.find(({ system }) => system === systems.risk || system === systems.request)?.code;
  return ours !== undefined && isKnown(ours) ? risks[ours] : conceptText(code);
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
