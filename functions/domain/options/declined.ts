import type { Communication } from 'fhir/r4.js';
import { kindOf } from '../coding.ts';
import type { Entry } from '../directory/entry.ts';
import { type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';

/** Of a name in a directory, with who runs it. */
export const longestOption = 200;

/** What a service is called where somebody chooses, and what is written down of one that they did not want. */
export const optionName = ({ name, organisation }: Pick<Entry, 'name' | 'organisation'>): string =>
  (organisation && organisation.name !== name ? `${name} (${organisation.name})` : name).slice(0, longestOption).trim();

const nameIn = ({ payload }: Communication): string => payload?.[0]?.contentString?.trim() ?? '';

/** It names one group or service, and is about what was asked first: no group is told, or asked by it. */
export const declinedFaults = (referral: Referral, communication: Communication): Refusal[] => {
  if (kindOf(communication) !== 'option-declined') return [];
  const name = nameIn(communication);
  const isOne = communication.payload?.length === 1 && name !== '' && name.length <= longestOption;
  return [
    ...(isOne ? [] : [{ code: 'missing-element', expression: 'Communication.payload' } as const]),
    ...(communication.about?.some(({ reference }) => reference !== referenceTo(referral.task))
      ? [{ code: 'wrong-parent', expression: 'Communication.about' } as const]
      : []),
  ];
};

/** Names of what the person did not want, in the order in which they said so; each once. */
export const declinedOptions = ({ communications }: Pick<Referral, 'communications'>): readonly string[] => [
  ...new Set(communications.filter((c) => kindOf(c) === 'option-declined').map(nameIn)),
];
