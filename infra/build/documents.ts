import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { thinEventJsonSchema } from '../../contracts/events/thin-event.ts';
import { openapi } from '../../contracts/partner-api/openapi.ts';
import { withAlarms } from './alarm-list.ts';
import { bankHolidayTable } from './bank-holidays.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { withDataFlow } from './data-flow.ts';
import { withNation } from './nation.ts';
import { withPrices } from './price-sheet.ts';
import { root } from './root.ts';
import { withStateDiagrams } from './state-diagram.ts';
import { withFields, withLimits, withStatuses } from './supplier-tables.ts';
import { withAuthority } from './who-may.ts';

/** A document that is made from the program, so that it cannot drift: `npm run docs` writes it, a test compares it. */
interface GeneratedDocument {
  /** Below the repository. */
  readonly path: string;
  readonly make: (standing: string) => string;
}

/** In the form that the formatter of the house gives it, so that the linter has nothing to say. */
const json = (value: object): string =>
  execFileSync('node_modules/.bin/biome', ['format', '--stdin-file-path=document.json'], {
    cwd: root,
    input: JSON.stringify(value, undefined, 2),
    encoding: 'utf8',
  });

export const documents: readonly GeneratedDocument[] = [
  { path: 'contracts/lifecycle/README.md', make: withStateDiagrams },
  { path: 'contracts/suppliers/fields.md', make: withFields },
  { path: 'contracts/suppliers/statuses.md', make: withStatuses },
  { path: 'contracts/suppliers/limits.md', make: withLimits },
  { path: 'contracts/authority/README.md', make: withAuthority },
  { path: 'infra/decisions/runbook.md', make: withAlarms },
  { path: 'infra/decisions/data-flow.md', make: withDataFlow },
  { path: 'infra/decisions/cost.md', make: withPrices },
  { path: 'infra/decisions/0032-a-nation-in-one-hub.md', make: withNation },
  { path: 'infra/decisions/bill-of-materials.json', make: () => json(billOfMaterials()) },
  { path: 'contracts/partner-api/openapi.json', make: () => json(openapi()) },
  { path: 'contracts/events/thin-event.schema.json', make: () => json(thinEventJsonSchema()) },
  { path: 'contracts/calendar/bank-holidays.json', make: () => json(bankHolidayTable()) },
];

const fileOf = ({ path }: GeneratedDocument): string => join(root, path);

/** As it stands; empty where it was never made. */
export const standing = (document: GeneratedDocument): string => {
  try {
    return readFileSync(fileOf(document), 'utf8');
  } catch {
    return '';
  }
};

if (import.meta.main) {
  for (const document of documents) {
    const before = standing(document);
    const after = document.make(before);
    if (after !== before) writeFileSync(fileOf(document), after);
    console.log(`${after === before ? 'unchanged' : 'written  '} ${document.path}`);
  }
}
