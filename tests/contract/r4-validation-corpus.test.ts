import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validatedTypes } from '../../contracts/fhir/validated-types.ts';
import { validateResource } from '../../functions/fhir/rules/validate.ts';

/** Real messages beside the checkout, never copied into it. */
const corpus = new URL('../../../shared/examples/', import.meta.url);
const index = new URL('INDEX.md', corpus);
const isHere = existsSync(index);
if (!isHere) process.stdout.write('The corpus of examples is not here: its contract test is skipped.\n');

/** Where we say something else than the index, and why we are right to. */
const explained: Readonly<Record<string, string>> = {
  'bars/messages/BOOKREQRESP01-Booking-Slot-Searchset-Response.json':
    'its faults are addresses that begin with a space, in Slot and Schedule, which are only kept',
  'bars/oas/Endpoint-success-bundle.json': 'its faults are in Endpoint, which is only kept',
  'bars/oas/message_definition-CaseTransfer.json': 'its faults are in MessageDefinition, which is only kept',
  'bars/oas/process_message-response-ValidationRequest.json':
    'performer refers to a bare UUID, which is no reference; medplum does not look at the form of references',
  ...Object.fromEntries(
    ['early-childhood-nutrition-feedback', 'hypertension-feedback', 'hypertension-request'].map((name) => [
      `bser/bundle-batch-query-${name}.json`,
      'R4, with placeholders in its addresses that nobody filled in: refused whatever it is (standards.md 14, rule 17)',
    ]),
  ),
  'bser/bundle-bser-referral-feedback-document-bundle-eve-everywoman.json':
    'its fault is cmp-1 of Composition, which is only kept',
};

interface Row {
  readonly file: string;
  /** `ok`, or how many problems. */
  readonly r4: string;
}

/** The rows of the tables of INDEX.md that hold a FHIR verdict. */
const rows = (): Row[] => {
  let folder = '';
  return readFileSync(index, 'utf8')
    .split('\n')
    .flatMap((line) => {
      folder = /^## ([a-z0-9-]+)\//.exec(line)?.[1] ?? folder;
      const [file, , , r4] = line.split(' | ');
      const isVerdict = folder !== 'oruk' && line.startsWith('| `') && /^(?:ok|\d+!)$/.test(r4 ?? '');
      return isVerdict ? [{ file: `${folder}/${file?.slice(3, -1)}`, r4: r4 ?? '' }] : [];
    });
};

const read = ({ file }: Row): unknown => JSON.parse(readFileSync(new URL(file, corpus), 'utf8'));
const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'resourceType' in value ? value.resourceType : undefined;

test.skipIf(!isHere)(
  'real messages are judged as the index of the corpus judges them, but where it is explained',
  () => {
    const all = rows().map((row) => ({ ...row, value: read(row) }));
    const whole = all.filter(({ value }) => validatedTypes.some((type) => type === typeOf(value)));
    const differing = whole
      .filter(({ value, r4 }) => validateResource(value).ok !== (r4 === 'ok'))
      .map(({ file }) => file);
    process.stdout.write(
      `Corpus: ${whole.length} files of validated types, ${whole.length - differing.length} judged alike, ${differing.length} not: ${differing.map((file) => file.slice(file.lastIndexOf('/') + 1)).join(', ')}\n`,
    );
    expect(whole.length).toBeGreaterThan(250);
    expect(whole.filter(({ r4 }) => r4 !== 'ok').length).toBeGreaterThan(10);
    expect(differing.sort()).toStrictEqual(Object.keys(explained).sort());
  },
);

test.skipIf(!isHere)('whatever else the corpus holds is kept, though it may be wrong', () => {
  const kept = rows()
    .map(read)
    .filter((value) => !validatedTypes.some((type) => type === typeOf(value)));
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.filter((value) => !validateResource(value).ok)).toStrictEqual([]);
});
