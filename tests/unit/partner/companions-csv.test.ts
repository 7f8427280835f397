import { expect, test } from 'vitest';
import { changeOrganiser, type OrganiserChange } from '../../../functions/usecases/change-organiser.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { companionsIn, loadCompanions } from '../../../infra/operator/companion-verbs.ts';
import { operator, registered } from '../../../infra/operator/registered.ts';
import { companionColumns } from '../../../mappings/partner/companions-csv.ts';
import { MemoryRegister } from '../identity/memory-register.ts';

const head = Object.keys(companionColumns).join(',');
const surnames = ['Oak', "O'Neill", 'Łuczak-Őrsi', 'van der Berg', 'Nguyễn'];

/** Made up: 39, as a practice in Gateshead had (users.md S60). */
const lines = Array.from({ length: 39 }, (_, n) =>
  [
    ...[`champion-${n + 1}`, `"Sam ${surnames[n % surnames.length]}"`],
    ...(n % 3 === 0 ? ['', `07700 900${100 + n}`, ''] : [`sam${n}@champions.example`, '', '']),
    ...['2026-09-14', '2028-09-30', n % 5 === 0 ? '2027-01-31' : '', n % 7 === 0 ? '2027-06-30' : ''],
  ].join(','),
);
const file = (rows: readonly string[] = lines): string => [head, ...rows].join('\r\n');

const hub = () => {
  const register = new MemoryRegister();
  return { register, clock: () => '2026-11-22T09:00:00.000Z' };
};
const all = async ({ register }: ReturnType<typeof hub>): Promise<(Participant | undefined)[]> =>
  Promise.all(lines.map((_, n) => register.organisation(`champion-${n + 1}`)));

test('S60: 39 champions come in from one file, each trained and cleared for what and until when', async () => {
  const at = hub();
  expect(await loadCompanions(file(), at)).toBe('39 companions: 39 entered or changed, 0 as they were.');
  const found = await all(at);
  expect(found.every((one) => one?.kind === 'companion' && one.tier === 'name-only' && one.active)).toBe(true);
  expect(found[0]).toMatchObject({
    name: 'Sam Oak',
    organiser: { channel: 'sms', to: ['07700900100'], name: 'Sam Oak' },
    companion: {
      trained: '2026-09-14',
      clearedFor: [
        { work: 'public-places', until: '2028-09-30' },
        { work: 'home-visits', until: '2027-01-31' },
        { work: 'under-18', until: '2027-06-30' },
      ],
    },
  });
  expect(JSON.stringify(found)).not.toMatch(/\d{12}/);
});

test('what somebody knows from their own life comes in as codes of the directory, and is theirs alone', async () => {
  const at = hub();
  await loadCompanions(file([`${lines[0]},Carers; bereavement`, lines[1] ?? '']), at);
  const [first, second] = await all(at);
  expect(first?.companion?.experience).toEqual(['carers', 'bereavement']);
  expect(second?.companion?.experience).toBeUndefined();
});

test('the same file again changes nothing; one line that is other changes that one, and its link goes on', async () => {
  const at = hub();
  await loadCompanions(file(), at);
  expect(await loadCompanions(file(), at)).toContain('0 entered or changed, 39 as they were');
  const renewed = lines.map((line, n) => (n === 4 ? line.replace('2028-09-30', '2029-09-30') : line));
  expect(await loadCompanions(file(renewed), at)).toContain('1 entered or changed, 38 as they were');
  expect((await all(at))[4]?.version).toBe(2);
});

test('somebody whose message came back is listed again: their contact holds again, their links go on, and one that was withdrawn stays so', async () => {
  const at = hub();
  const list = file(lines.slice(1, 2));
  await loadCompanions(list, at);
  const change = async (one: OrganiserChange) =>
    registered(await changeOrganiser(at)({ organisation: 'champion-2', actor: operator, change: one }));
  const organiser = async () => (await at.register.organisation('champion-2'))?.organiser ?? expect.fail();
  const { name, channel, to } = await organiser();
  await change({ kind: 'set', name, channel, to, telephone: '01452 000000' });
  const { since } = await organiser();
  await change({ kind: 'withdraw', link: 'one-of-theirs' });
  await change({ kind: 'returned', since });
  expect(await loadCompanions(list, at)).toContain('1 entered or changed');
  const { returned, ...stands } = await organiser();
  expect(returned).toBeUndefined();
  expect(stands).toMatchObject({ since, withdrawn: ['one-of-theirs'], telephone: '01452 000000' });
});

const wrong: readonly (readonly [string, string, RegExp])[] = [
  ['no date', 'champion-a,Ann,a@b.example,,,14/09/2026,,,', /^line 3: trained must be a date/m],
  ['an address that is none', 'champion-a,Ann,nobody,,,2026-09-14,,,', /^line 3: It must be one e-mail address/m],
  ['a certificate', 'champion-a,Ann 001234567890,a@b.example,,,2026-09-14,,,', /^line 3: name holds twelve digits/m],
  ['a formula', 'champion-a,"=HYPERLINK(""x"")",a@b.example,,,2026-09-14,,,', /^line 3: name begins like a formula/m],
  ['the same code', 'champion-1,Ann,a@b.example,,,2026-09-14,,,', /^line 3: champion-1 stands in line 2 already/m],
  ['a code of its own', 'Champion A,Ann,a@b.example,,,2026-09-14,,,', /^line 3: The code must be lower-case/m],
  [
    'an experience that is no code',
    'champion-a,Ann,a@b.example,,,2026-09-14,,,,carers;loss',
    /^line 3: experience: “loss”/m,
  ],
  ['no name', 'champion-a,,a@b.example,,,2026-09-14,,,', /^line 3: name is empty/m],
  ['too many fields', 'champion-a,Ann,a@b.example,,,2026-09-14,,,,,more', /^line 3: has more fields/m],
  ['a quotation mark', 'champion-a,"Ann,a@b.example,,,2026-09-14,,,', /^line \d+: a quotation mark/m],
];

test.each(wrong)('a file with %s enters nobody, and says in which line', async (_, line, says) => {
  const at = hub();
  await expect(loadCompanions(file([lines[0] ?? '', line, ...lines.slice(1)]), at)).rejects.toThrow(says);
  expect((await all(at)).filter((one) => one !== undefined)).toEqual([]);
});

test('a column that is not kept is named, and one that is missing', () => {
  expect(() => companionsIn(`${head},DBS number\nx`)).toThrow(
    'line 1: the column “dbs_number” is not kept: take it out',
  );
  expect(() => companionsIn('code,name\nchampion-a,Ann')).toThrow('line 1: the column trained is missing');
});

test('a code that is a group’s stops the whole file', async () => {
  const at = hub();
  const group = {
    organisation: 'champion-39',
    name: 'A group',
    kind: 'voluntary',
    tier: 'name-only',
    active: true,
  } as const;
  await at.register.addOrganisation(
    { ...group, identifier: { system: 's', value: 'v' }, version: 1 },
    { at: at.clock(), actor: { client: 'operator', organisation: 'handover' } },
  );
  await expect(loadCompanions(file(), at)).rejects.toThrow('line 40: champion-39 is a voluntary in the register');
  expect(await at.register.organisation('champion-1')).toBeUndefined();
});
