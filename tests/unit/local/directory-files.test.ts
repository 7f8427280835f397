import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readServices } from '../../../infra/operator/directory-files.ts';
import { pageOf } from '../../../mappings/directory/open-referral.ts';
import { mostItems } from '../../../mappings/directory/page.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handover-'));
});
afterAll(() => rm(folder, { recursive: true }));

const reading = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(folder, name), content);
  return readServices(join(folder, name));
};
const services = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `s${n}`,
    name: `Walk ${n}`,
    status: 'active',
    description: 'A walk.',
  }));

test('a CSV file means what was typed, whether a spreadsheet saved it as UTF-8 or in the code page of Windows', async () => {
  const typed = 'name,description\r\nCafé – Men’s Shed,Costs £2\r\n';
  const windows: Readonly<Record<string, number>> = { é: 0xe9, '–': 0x96, '’': 0x92, '£': 0xa3 };
  const old = Uint8Array.from([...typed].map((sign) => windows[sign] ?? sign.charCodeAt(0)));
  for (const content of [typed, `\ufeff${typed}`, old]) {
    const { services: read, faults } = await reading('shed.csv', content);
    expect(faults).toEqual([]);
    expect(read).toMatchObject([{ name: 'Café – Men’s Shed', description: 'Costs £2' }]);
  }
});

test('a file of a whole county comes in whole, as our own export writes it', async () => {
  const all = services(1_500);
  const { services: read, faults } = await reading(
    'county.json',
    JSON.stringify(pageOf(all, 1, all.length, all.length)),
  );
  expect(faults).toEqual([]);
  expect(read.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
});

test('a file of more than a directory may have is refused, and not cut', async () => {
  await expect(reading('many.json', JSON.stringify(services(mostItems + 1)))).rejects.toThrow('nothing of it was read');
});
