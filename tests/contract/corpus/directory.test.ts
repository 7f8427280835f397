import { describe, expect, test } from 'vitest';
import { readItem } from '../../../mappings/directory/item.ts';
import { judge } from '../../../mappings/directory/judge.ts';
import { showOpenReferral } from '../../../mappings/directory/open-referral.ts';
import { readPage } from '../../../mappings/directory/page.ts';
import { isHere, rows } from './rows.ts';

const oruk = isHere
  ? rows().filter(({ folder, verdict }) => folder === 'oruk' && /^(ACCEPT|REJECT)/.test(verdict))
  : [];

describe.skipIf(!isHere)('every directory that INDEX.md lists', () => {
  test.each(oruk.map((row) => [row.file, row] as const))('%s is read, or left out, as it says', (file, row) => {
    const judged = judge(row.content);
    const usable = judged.filter((one) => one.usable).length;
    expect(judged.length).toBeGreaterThan(0);
    if (row.verdict.startsWith('REJECT')) expect([usable, file]).toEqual([0, file]);
    // Of a real council one item of 26 has no name at all.
    else
      expect(usable).toBeGreaterThanOrEqual(row.verdict.includes('item-by-item') ? judged.length - 1 : judged.length);
  });

  test('what is read of all of them goes out and comes in again the same', () => {
    const items = oruk.flatMap(({ content }) => [...(readPage(content)?.items ?? [content])]).map(readItem);
    const services = items.flatMap((item) => (item.kind === 'service' ? [item.service] : []));
    expect(services.length).toBeGreaterThan(25);
    for (const service of services)
      expect(readItem(JSON.parse(JSON.stringify(showOpenReferral(service))))).toEqual({
        ...{ kind: 'service', service, warnings: [] },
      });
  });

  test('no address of somebody who works there is kept', () => {
    const items = oruk.flatMap(({ content }) => [...(readPage(content)?.items ?? [content])]).map(readItem);
    expect(JSON.stringify(items)).not.toMatch(/assurer_email|assured_by|Ann Persona|A\. Persona/);
  });
});
