import { type RefusalCode, refusals } from '../../../contracts/refusals.ts';
import { organisationOf, type Referral, referenceTo } from '../../domain/referral.ts';
import type { Refusal } from '../../domain/result.ts';
import { words } from '../words/words.ts';
import type { NameOf } from './organisation-names.ts';

const { refusals: plain } = words.worklist;
const hasOwnWords = (code: RefusalCode): code is RefusalCode & keyof typeof plain => Object.hasOwn(plain, code);

/** Those whose diagnostics are a sentence for people already; the others speak of FHIR. */
const sayMore: readonly RefusalCode[] = [
  'hot-handover',
  'outcome-untrue',
  'unknown-partner',
  'measure-not-now',
  'invalid-input',
  'missing-element',
];

/** `Task/<id>` is a group to whoever reads it. */
const withNames = (text: string, { onward }: Referral, nameOf: NameOf): string =>
  onward.reduce((said, { task }) => said.replaceAll(referenceTo(task), nameOf(organisationOf(task.owner))), text);

/** Names of elements and addresses of extensions are for whoever writes software. */
const isForSystems = (diagnostics: string): boolean =>
  /https?:|contentString|value[A-Z]|\b[a-z]+\.[a-z]+[A-Z]/.test(diagnostics);

/** Why not, as one would say it to a colleague. */
export const inPlainWords = ({ code, diagnostics }: Refusal, referral: Referral, nameOf: NameOf): string => {
  const said = hasOwnWords(code) ? plain[code] : refusals[code].says;
  if (diagnostics === undefined || !sayMore.includes(code) || isForSystems(diagnostics)) return said;
  const more = withNames(diagnostics, referral, nameOf);
  return ['outcome-untrue', 'hot-handover', 'invalid-input', 'missing-element'].includes(code)
    ? capital(more)
    : `${said} ${more}`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
