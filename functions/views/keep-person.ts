import type { Patient } from 'fhir/r4.js';
import type { Referral } from '../domain/referral.ts';
import type { Ledger } from '../usecases/ports.ts';
import type { Row } from './row.ts';
import type { SamePersonRows } from './same-person-rows.ts';

const versionOf = ({ meta }: Patient): number => Number(meta?.versionId ?? 1);

/** As the ledger had the person before, newest first. Few referrals have any: their facts change by a correction alone. */
const formerOf = async (ledger: Pick<Ledger, 'load'>, { id, patient }: Referral): Promise<readonly Patient[]> => {
  const former: Patient[] = [];
  for (let version = versionOf(patient); version > 1; ) {
    const before = (await ledger.load(id, version - 1))?.referral.patient;
    if (!before) break;
    former.push(before);
    version = versionOf(before);
  }
  return former;
};

interface Ports {
  readonly ledger: Pick<Ledger, 'load'>;
  /** Without it nothing is kept: not every function may read the secret behind the keys. */
  readonly people?: Pick<SamePersonRows, 'keep'>;
}

/**
 * Whose it is stands by a key made of their number: with the first rows, again whenever what is known of the person has changed since
 * the rows were written, and whenever all of it is made anew. What stood under an earlier number goes.
 */
export const keepPerson = async (
  { ledger, people }: Ports,
  { referral, standing }: { readonly referral: Referral; readonly standing: readonly Pick<Row, 'version'>[] },
  how: 'following' | 'whole',
): Promise<void> => {
  if (!people) return;
  const shown = Math.max(0, ...standing.map(({ version = 0 }) => version));
  if (how === 'following' && versionOf(referral.patient) <= shown) return;
  await people.keep(referral, await formerOf(ledger, referral));
};
