import { isDeepStrictEqual } from 'node:util';
import {
  type Comparison,
  compareReferral,
  type ProjectionPorts,
  projectReferral,
} from '../../functions/views/project-referral.ts';
import { projectedNames } from '../../functions/views/row.ts';
import type { SamePersonRows } from '../../functions/views/same-person-rows.ts';
import type { Referrals } from './referrals.ts';

interface RebuildPorts extends ProjectionPorts, Pick<Referrals, 'again'> {
  readonly people?: SamePersonRows;
}

/**
 * Makes every row of a referral from its ledger and says what was not as it should be: names of attributes, never their values.
 * What happened (told, outcome, tries) is not touched. Nothing to say where nothing was wrong.
 */
export const rebuild = async (at: RebuildPorts, referral: string): Promise<string> => {
  const compared = await compareReferral(at)(referral, 'whole');
  if (!compared) throw new Error(`The ledger of ${referral} is empty.`);
  const { reference } = compared.referral;
  const isKnown = (await at.references.find(reference)).includes(referral);
  const isKept = (await at.people?.isKept(compared.referral)) ?? true;
  const drift = [
    ...driftOf(compared),
    ...(isKnown ? [] : ['the short reference did not lead here']),
    ...(isKept ? [] : ['it did not stand among what this person has']),
  ];
  if (!isKnown) await at.references.keep(reference, referral);
  await projectReferral(at)(referral);
  // What was missing may be something to be told.
  if (drift.length > 0) await at.again(referral);
  return drift.length === 0
    ? `${reference} ${referral} is right: ${compared.standing.length} rows, none written.`
    : [`${reference} ${referral} was put right:`, ...drift.map((line) => ` ${line}`)].join('\n');
};

const driftOf = ({ changes, surplus }: Comparison): string[] => [
  ...changes.map(({ sk, from, set }) => {
    if (!from) return `${sk}: was missing`;
    const names = projectedNames.filter((name) => !isDeepStrictEqual(from.item[name], set[name]));
    return `${sk}: ${names.join(', ') || 'its version'}`;
  }),
  ...surplus.map(({ sk }) => `${sk}: is nobody's row, and is gone`),
];
