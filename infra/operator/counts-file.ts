import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Count, countColumns, readCount } from '../../functions/domain/reports/counts.ts';

/** Counts that practices gave. @throws with every line that is wrong, so that a file is mended once */
export const readCounts = (file: string): Count[] => {
  const lines: Record<string, string>[] = parse(readFileSync(file), {
    bom: true,
    columns: true,
    trim: true,
    skip_empty_lines: true,
  });
  const missing = countColumns.filter((column) => !Object.hasOwn(lines[0] ?? {}, column));
  if (missing.length > 0)
    throw new Error(`${file} has no column ${missing.join(', ')}. Its columns: ${countColumns.join(',')}`);
  const read = lines.map(readCount);
  const faults = read.flatMap((one, n) => (typeof one === 'string' ? [`line ${n + 2}: ${one}`] : []));
  if (faults.length > 0) throw new Error([`${file} is not taken:`, ...faults].join('\n'));
  return read.filter((one) => typeof one !== 'string');
};
