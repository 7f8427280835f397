import type { FhirResource, ServiceRequest, Task } from 'fhir/r4.js';
import { isRequestDetail } from '../coding.ts';
import { type Referral, resourcesOf } from '../referral.ts';
import type { Refusal } from '../result.ts';

/** What was written new for one partner and agreed with the person (DESIGN 4, tier purpose): inputs of the onward Task. */
type WordsForPartner = 'reason-for-partner' | 'goal-for-partner';
const details: readonly WordsForPartner[] = ['reason-for-partner', 'goal-for-partner'];

const inputsOf = ({ input = [] }: Task, detail: WordsForPartner) =>
  input.filter(({ type }) => isRequestDetail(type, detail));

export const wordsForPartner = (task: Task, detail: WordsForPartner): string | undefined =>
  inputsOf(task, detail)[0]?.valueString;

/** A sentence or two: whoever needs to say more rings. */
const mostForPartner = 300;
/** Letters in a row that nobody writes twice by chance, and by which a copy of the record shows. */
const tooAlike = 30;

/** Letters and digits alone, so that a copy with other line breaks or quotes is still one. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What a code is called is nobody's secret. */
const writtenIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'display' ? [] : writtenIn(inner)));
};

/** What another partner was told may be told again; it is not the record. */
const withoutWords = (resource: FhirResource): FhirResource =>
  resource.resourceType === 'Task' && resource.input
    ? { ...resource, input: resource.input.filter(({ type }) => !details.some((d) => isRequestDetail(type, d))) }
    : resource;

/** Whether a run of so many letters of the words stands in a text of the record. */
const isCopied = (words: string, record: readonly string[]): boolean =>
  Array.from({ length: Math.max(0, words.length - tooAlike + 1) }, (_, at) => words.slice(at, at + tooAlike)).some(
    (run) => record.some((text) => text.includes(run)),
  );

/** Ten digits, however they are grouped, are an NHS number until somebody shows otherwise; no partner gets one. */
const holdsTenDigits = (text: string): boolean => /(?:\d[ -]?){9}\d/.test(text.normalize('NFKC'));

/** What keeps words from going to a partner: they are new, short, and of what brings the person, not of who they are. */
export const wordsFaults = (
  referral: Referral,
  { request, task }: { readonly request: ServiceRequest; readonly task: Task },
): Refusal[] => {
  const given = details.flatMap((detail) => inputsOf(task, detail).slice(0, 2));
  if (given.length === 0) return [];
  const expression = 'Task.input';
  const fault = (diagnostics: string): Refusal => ({ code: 'invalid-input', expression, diagnostics });
  const words = given.map(({ valueString }) => valueString ?? '');
  const record = [...resourcesOf(referral), request]
    .map(withoutWords)
    .flatMap(writtenIn)
    .map(bare)
    .filter((text) => text.length >= tooAlike);
  return [
    ...(details.some((detail) => inputsOf(task, detail).length > 1) ? [fault('one reason and one goal at most')] : []),
    ...(words.some((text) => !/^(?=.*\p{L})[^\p{Cc}\p{Cs}]+$/u.test(text) || text.length > mostForPartner)
      ? [fault(`what a partner is told is a valueString of one line, at most ${mostForPartner} characters`)]
      : []),
    ...(words.some(holdsTenDigits) ? [fault('no partner is told a number of the person here')] : []),
    ...(words.some((text) => isCopied(bare(text), record))
      ? [fault('copied from the record: what a partner is told is written new for it, and agreed with the person')]
      : []),
  ];
};
