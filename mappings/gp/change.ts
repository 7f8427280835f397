import type { Communication, Observation, ObservationComponent } from 'fhir/r4.js';
import { occasions } from '../../contracts/measures/answers.ts';
import { instruments } from '../../contracts/measures/instruments.ts';
import { systems } from '../../contracts/systems.ts';
import { daysBetween } from '../../functions/domain/calendar.ts';
import { codeIn, concept } from '../../functions/domain/coding.ts';
import { pairsIn } from '../../functions/domain/measures/exit.ts';
import { measuresIn } from '../../functions/domain/measures/measures.ts';
import type { Referral } from '../../functions/domain/referral.ts';

const at = (occasion: 'entry' | 'exit', value: number): ObservationComponent => ({
  code: concept(systems.measureOccasion, occasion, occasions[occasion]),
  ...(Number.isInteger(value) ? { valueInteger: value } : { valueQuantity: { value } }),
});

/** How far the person has come, a number at the beginning and one at the end; what nobody explained to them says nothing (users.md S16). */
export const changesTold = (referral: Referral): Observation[] =>
  pairsIn(measuresIn(referral))
    .filter(({ explained }) => explained)
    .flatMap(({ changes, entered, left }) => changes.map((change) => ({ ...change, entered, left })))
    .map(({ code, entry, exit, entered, left }, n) => ({
      ...{ resourceType: 'Observation', id: `change-${n + 1}`, status: 'final', code: { coding: [code] } },
      effectivePeriod: { start: entered, end: left },
      component: [at('entry', entry), at('exit', exit)],
    }));

/** One line of a page. */
export interface ShownChange {
  readonly label: string;
  readonly value: string;
}

const isWorseWhenMore = (code: string | undefined): boolean =>
  instruments.some(({ items }) => items.some((item) => item.code.code === code && item.reversedForDisplay));

const shown = ({ code, effectivePeriod, component = [] }: Observation): ShownChange[] => {
  const coding = code.coding?.[0];
  const [entry, exit] = (['entry', 'exit'] as const).map((occasion) => {
    const found = component.find((one) => codeIn(systems.measureOccasion, one.code) === occasion);
    return found?.valueInteger ?? found?.valueQuantity?.value;
  });
  if (!coding || entry === undefined || exit === undefined) return [];
  const { start = '', end = '' } = effectivePeriod ?? {};
  const label = `${coding.display ?? coding.code}${isWorseWhenMore(coding.code) ? ' (less is better)' : ''}`;
  return [{ label, value: `${entry} at the beginning, ${exit} after ${daysBetween(start, end)} days` }];
};

/** The same in words, from a message as its recipient is sent it. */
export const changesIn = ({ contained = [] }: Communication): ShownChange[] =>
  contained.filter(isObservation).flatMap(shown);

const isObservation = (resource: { resourceType: string }): resource is Observation =>
  resource.resourceType === 'Observation';
