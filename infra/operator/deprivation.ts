import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const short = (postcode: string): string => postcode.replaceAll(/\s/g, '').toUpperCase();

/** A list as it is published: a line for each postcode, and its tenth of the country from 1, the most deprived. @throws naming the first line that is none */
export const readDeprivation = (file: string): ((postcode: string) => string | undefined) => {
  const lines: readonly (readonly string[])[] = parse(readFileSync(file), { bom: true, from_line: 2, trim: true });
  const deciles = new Map(
    lines.map(([postcode = '', decile = ''], n) => {
      if (!/^([1-9]|10)$/.test(decile))
        throw new Error(`Line ${n + 2} of ${file} is no postcode with a decile from 1 to 10.`);
      return [short(postcode), `decile ${decile.padStart(2, '0')}`] as const;
    }),
  );
  return (postcode) => deciles.get(short(postcode));
};
