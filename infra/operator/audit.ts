import { thisArea } from '../../contracts/areas/this-area.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { now } from '../../functions/runtime/clock.ts';
import { command } from './command.ts';
import { exported } from './export-referral.ts';
import { askedNumber, findPerson } from './find-person.ts';
import { notFoundLines, ofTheSamePerson } from './same-person.ts';
import { noted, type OpenStores, openStores } from './stores.ts';
import { verifiedLines, verifyAll } from './verify-all.ts';
import { whoSaw } from './who-saw.ts';

const usage = [
  'npm run -s audit -- verify                              every chain, anchor and ledger; what is broken, and then exit code 1',
  'npm run -s audit -- who-saw <reference>                 who wrote, was shown, was refused and was sent what of it',
  'npm run -s audit -- export <reference> [--whole-person] all that is held, as a FHIR Bundle; of all referrals with the same NHS number',
  'npm run -s audit -- find                                the references of a person: type or pipe in the NHS number, never as an argument',
  'Before an export is handed to anybody: infra/operator/subject-access.md.',
  'A reference is HO-7K3M-2P4X, or the 26 symbols that stand in the logs.',
].join('\n');

type Verb = (at: OpenStores, referrals: readonly string[]) => Promise<string>;

const saw: Verb = async (at, referrals) => {
  const lines = await Promise.all(referrals.map((one) => whoSaw(at, one)));
  await noted(at, referrals, 'asked', 'who-saw');
  return lines.flat().join('\n');
};

const find: Verb = async (at) => {
  const { referrals, lines } = await findPerson(at, await askedNumber(process.stdin));
  await noted(at, referrals, 'asked', 'find');
  return lines.join('\n');
};

/** Those of the same person; what that could not find is said beside the Bundle, not in it. */
const wholePerson = async (at: OpenStores, referral: string): Promise<readonly string[]> => {
  const found = await ofTheSamePerson(at, referral);
  const of = referenceOf(referral);
  console.error(
    found.isAlone
      ? `${of} has no NHS number: this is ${of} alone. Whether the person has others nobody can say here.`
      : `${of}: ${found.referrals.length} with the same NHS number.`,
  );
  for (const line of notFoundLines(found)) console.error(line);
  return found.referrals;
};

const takeOut =
  (isWholePerson: boolean): Verb =>
  async (at, referrals) => {
    const all = new Set(referrals);
    if (isWholePerson) for (const one of referrals) for (const other of await wholePerson(at, one)) all.add(other);
    const bundle = await exported(at, [...all], now());
    // On record before it is out.
    await noted(at, [...all], 'exported', 'export');
    return JSON.stringify(bundle, undefined, 2);
  };

const verify = async (at: OpenStores): Promise<string> => {
  const found = await verifyAll({ ...at, years: thisArea.retention.auditYears, now: now() });
  const { lines, holds } = verifiedLines(found, now());
  if (!holds) process.exitCode = 1;
  return lines.join('\n');
};

/** What was typed. @throws with how the command is used */
const read = (words: readonly string[]): Verb => {
  const [verb, , more] = words;
  if (verb === 'verify' && words.length === 1) return verify;
  if (verb === 'find' && words.length === 1) return find;
  if (verb === 'who-saw' && words.length === 2) return saw;
  if (verb === 'export' && words.length <= 3 && words.length > 1 && [undefined, '--whole-person'].includes(more))
    return takeOut(more !== undefined);
  throw new Error(usage);
};

await command(async () => {
  const words = process.argv.slice(2);
  const verb = read(words);
  const at = await openStores();
  try {
    const [, typed] = words;
    const found = typed === undefined ? [] : await at.find(typed);
    if (typed !== undefined && found.length === 0) throw new Error(`No referral ${typed} here.`);
    console.log(await verb(at, found));
  } finally {
    at.close();
  }
}, usage);
