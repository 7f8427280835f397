import { thisArea } from '../../contracts/areas/this-area.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { now } from '../../functions/runtime/clock.ts';
import { exported } from './export-referral.ts';
import { askedNumber, findPerson } from './find-person.ts';
import { notFoundLines, ofTheSamePerson, type SamePerson } from './same-person.ts';
import { notHere, shortNames, theOne } from './short-names.ts';
import { noted, type OpenStores, openStores } from './stores.ts';
import { verifiedLines, verifyAll } from './verify-all.ts';
import { whoSaw } from './who-saw.ts';

type Verb = (at: OpenStores, referrals: readonly string[], typed: string) => Promise<string>;

/** How a line reads: when, who, what they saw, of what, how and with which answer, which request. */
const legend = [
  ...shortNames,
  'all: of the whole referral. GET /…: 200: asked for and answered; fhir, endpoint, mail and other ways, V3: as it was sent, of version 3.',
  'infrastructure-ack: a system took it, a person may not have read it. Last the id of the request, which logs hold too.',
  '',
];

const saw: Verb = async (at, referrals) => {
  const lines = await Promise.all(referrals.map((one) => whoSaw(at, one)));
  await noted(at, referrals, 'asked', 'who-saw');
  return [...legend, ...lines.flat()].join('\n');
};

const find: Verb = async (at) => {
  const found = await findPerson(at, await askedNumber(process.stdin));
  await noted(at, found.referrals, 'asked', 'find');
  markUnread(found);
  return found.lines.join('\n');
};

/** What could not be read keeps no other back, and whoever runs this hears that it is not whole. */
const markUnread = ({ unread }: Pick<SamePerson, 'unread'>): void => {
  if (unread.length > 0) process.exitCode = 1;
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
  markUnread(found);
  return found.referrals;
};

const takeOut =
  (isWholePerson: boolean): Verb =>
  async (at, referrals, typed) => {
    // Never two people in one Bundle: it is handed to one of them.
    const one = theOne(referrals, typed);
    const all = isWholePerson ? await wholePerson(at, one) : [one];
    const bundle = await exported(at, all, now());
    if (bundle.entry?.length === 0) throw new Error(`The hub holds nothing of ${typed}: no version and no record.`);
    // On record before it is out.
    await noted(at, all, 'exported', 'export');
    return JSON.stringify(bundle, undefined, 2);
  };

const verify = async (at: OpenStores): Promise<string> => {
  const found = await verifyAll({ ...at, years: thisArea.retention.auditYears, now: now() });
  const { lines, holds } = verifiedLines(found, now());
  if (!holds) process.exitCode = 1;
  return lines.join('\n');
};

const verbs = new Map<string, (isWholePerson: boolean) => Verb>([
  ['verify', () => verify],
  ['find', () => find],
  ['who-saw', () => saw],
  ['export', takeOut],
]);

/** `typed`: a reference or an id, of the verbs that are about one. @throws where there is none such */
export const runAudit = async (name: string, typed: string | undefined, isWholePerson: boolean): Promise<void> => {
  const verb = verbs.get(name)?.(isWholePerson);
  if (!verb) throw new Error(`No verb ${name}.`);
  const at = await openStores();
  try {
    const found = typed === undefined ? [] : await at.find(typed);
    if (typed !== undefined && found.length === 0) throw new Error(notHere(typed));
    console.log(await verb(at, found, typed ?? ''));
  } finally {
    at.close();
  }
};
