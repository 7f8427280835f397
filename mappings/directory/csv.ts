import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { isNeed, needs, needTaxonomy } from '../../contracts/directory/needs.ts';
import { organisationCode } from '../../contracts/organisation-code.ts';
import { days } from '../../functions/domain/directory/entry.ts';
import { outwardCode } from '../../functions/domain/request/postcode.ts';
import { readItem } from './item.ts';
import type { Service } from './profile.ts';

/** The columns of a file that somebody fills in by hand, with an example of each. Only the first must be there. */
export const csvColumns = {
  name: 'Tuesday Walking Group',
  description: 'A slow walk along the brook, about an hour, with tea after it.',
  organisation: 'Churchdown Walkers',
  phone: '01632 960456',
  email: 'hello@walkers.example',
  url: 'https://walkers.example',
  address: 'Community Centre, Parton Road',
  town: 'Churchdown',
  postcode: 'GL3 2JH',
  days: 'TU TH',
  minimum_age: '18',
  maximum_age: '',
  needs: 'walking cafe',
  access: 'Step-free, accessible toilet',
  fees: 'Free',
  status: 'active',
  checked: '2026-11-01',
  partner: '',
  id: '',
} as const;
type Column = keyof typeof csvColumns;
export type Row = Partial<Record<Column, string>>;

export interface CsvFault {
  /** As a spreadsheet counts them, the head is 1. */
  readonly line: number;
  readonly says: string;
}

/** A row that can be used, with the organisation code of the group that runs it, where that is on the hub. */
export interface CsvService {
  readonly line: number;
  readonly service: Service;
  /** Empty where the file has the column, and nobody in it. */
  readonly partner?: string;
}

interface CsvRead {
  readonly services: readonly CsvService[];
  readonly faults: readonly CsvFault[];
}

const isColumn = (name: string): name is Column => Object.hasOwn(csvColumns, name);

/** RFC 4180, as spreadsheets write it: with or without a mark at the beginning, and lines that end in either way. */
export const readCsv = (text: string): CsvRead => {
  const records: { readonly record: readonly string[]; readonly lines: number }[] = [];
  try {
    parse(text, {
      ...{ bom: true, relax_column_count: true, skip_empty_lines: true, trim: true },
      on_record: (record: string[], { lines }) => {
        records.push({ record, lines });
        return null;
      },
    });
  } catch (error) {
    return {
      services: [],
      faults: [{ line: lineOf(error), says: 'a quotation mark is opened or closed where it cannot be' }],
    };
  }
  const [head, ...rows] = records;
  const columns = (head?.record ?? []).map((name) => name.toLowerCase().replace(/[\s-]+/g, '_'));
  const strange = columns.filter((name) => !isColumn(name));
  if (strange.length > 0 || !columns.includes('name')) return { services: [], faults: [headFault(strange)] };
  const read = rows.map(({ record, lines }) => rowOf(columns, record, startOf(record, lines)));
  const again = sameIds(read.flatMap(({ service }) => (service ? [service] : [])));
  return {
    services: read.flatMap(({ service }) => (service ? [service] : [])),
    faults: [...read.flatMap(({ faults }) => faults), ...again].sort((a, b) => a.line - b.line),
  };
};

const lineOf = (error: unknown): number => (error instanceof CsvError && 'lines' in error ? Number(error.lines) : 1);

/** What the parser counts is the line on which a row ends; whoever mends it looks for where it begins. */
const startOf = (record: readonly string[], ends: number): number =>
  ends - record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);

const headFault = (strange: readonly string[]): CsvFault => ({
  line: 1,
  says: `${strange.length > 0 ? `there is no column ${strange.map((one) => `"${one}"`).join(', ')}` : 'the column "name" is missing'}; the columns are ${Object.keys(csvColumns).join(', ')}`,
});

/** What a spreadsheet would carry out was written with an apostrophe before it. */
const unescaped = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

const rowOf = (columns: readonly string[], record: readonly string[], line: number) => {
  const extra = record.slice(columns.length).some((cell) => cell !== '');
  const row: Row = Object.fromEntries(columns.map((name, i) => [name, unescaped(record[i] ?? '')]));
  const item = readItem(rawOf(row));
  const faults = [
    ...(extra
      ? ['it has more cells than there are columns; a comma inside a text needs quotation marks round it']
      : []),
    ...faultsOf(row),
    ...(item.kind === 'service' ? item.warnings : item.faults)
      // What nobody typed: it is missing because something else is.
      .filter(({ at, why }) => why !== 'missing' || at === 'name' || at === 'description' || (at === 'id' && row.name))
      .map(({ at, why }) => said(at, why)),
  ];
  const partner = row.partner?.trim();
  return {
    ...(item.kind === 'service' && faults.length === 0
      ? { service: { line, service: item.service, ...(partner === undefined ? {} : { partner }) } }
      : {}),
    faults: [...new Set(faults)].map((says): CsvFault => ({ line, says })),
  };
};

const said = (at: string, why: string): string => {
  const column = at.split('.').at(-1) ?? at;
  if (at === 'description' && why === 'missing')
    return 'it needs a description, or a telephone number, e-mail or web address';
  if (at === 'id' && why === 'missing') return 'it needs an "id": none can be made of its name and postcode';
  if (at === 'assured_date') return '"checked" is no day; write it as 2026-11-01 or 01/11/2026';
  if (why === 'missing') return `"${column}" is empty`;
  return `"${column === 'number' ? 'phone' : column}" cannot be used: ${why.replaceAll('-', ' ')}`;
};

const words = (cell: string | undefined): string[] => (cell ?? '').split(/[\s,;]+/).filter((word) => word !== '');

const faultsOf = ({ needs: looked, days: when, postcode, partner }: Row): string[] => [
  ...words(looked?.toLowerCase())
    .filter((code) => !isNeed(code))
    .map((code) => `"${code}" is no need; they are ${Object.keys(needs).join(', ')}`),
  ...words(when?.toUpperCase())
    .filter((code) => !days.some((day) => day === code))
    .map((code) => `"${code}" is no day; they are ${days.join(', ')}`),
  ...(postcode && outwardCode(postcode) === undefined ? ['"postcode" is none'] : []),
  ...(partner && !organisationCode.test(partner) ? ['"partner" is no code of an organisation'] : []),
];

/** The same name at the same place is the same service, however often the file is loaded. */
const idFrom = ({ id, name = '', postcode = '' }: Row): string =>
  id ||
  `${name} ${postcode}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** As spreadsheets of this country write a day, whatever was typed: 01/11/2026 is the first of November. */
const dayIn = (checked = ''): string => {
  const [, day = '', month = '', year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(checked) ?? [];
  return year === undefined ? checked : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const rawOf = (row: Row): object => {
  const id = idFrom(row);
  const looked = words(row.needs?.toLowerCase()).filter(isNeed);
  const byday = words(row.days?.toUpperCase()).join(',');
  const where = row.address || row.town || row.postcode || row.access;
  return {
    ...{ id, name: row.name, description: row.description, url: row.url, email: row.email, fees: row.fees },
    ...{ status: row.status || 'active', minimum_age: row.minimum_age, maximum_age: row.maximum_age },
    ...{ assured_date: dayIn(row.checked), phones: row.phone ? [{ number: row.phone }] : [] },
    schedules: byday === '' ? [] : [{ id: `${id}.s`.slice(-64), freq: 'WEEKLY', byday }],
    organization: row.organisation
      ? { id: idFrom({ name: row.organisation }) || `${id}.o`.slice(-64), name: row.organisation }
      : undefined,
    service_at_locations: where
      ? [
          {
            id: `${id}.a`.slice(-64),
            location: {
              ...{ id: `${id}.l`.slice(-64), location_type: 'physical' },
              addresses: [
                {
                  address_1: row.address,
                  city: row.town,
                  postal_code: row.postcode?.toUpperCase(),
                  address_type: 'physical',
                },
              ],
              accessibility: row.access ? [{ description: row.access }] : [],
            },
          },
        ]
      : [],
    attributes: looked.map((code) => ({
      taxonomy_term: { id: code, name: needs[code].display, taxonomy: needTaxonomy },
    })),
  };
};

const sameIds = (read: readonly CsvService[]): CsvFault[] => {
  const first = new Map<string, number>();
  return read.flatMap(({ line, service: { id } }) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, line);
    return before === undefined
      ? []
      : [{ line, says: `is the same service as line ${before}: give one of them an "id"` }];
  });
};

const cellsOf = (service: Service, partner: string | undefined): Row => {
  const [at] = service.service_at_locations ?? [];
  const [address] = at?.location?.addresses ?? [];
  return {
    ...{ id: service.id, name: service.name, status: service.status, description: service.description },
    ...{ organisation: service.organization?.name, phone: service.phones?.[0]?.number, email: service.email },
    ...{ url: service.url, address: address?.address_1, town: address?.city, postcode: address?.postal_code },
    ...{ fees: service.fees, checked: service.assured_date, partner },
    minimum_age: service.minimum_age?.toString(),
    maximum_age: service.maximum_age?.toString(),
    days: service.schedules?.map(({ byday }) => byday).join(' '),
    access: at?.location?.accessibility?.map(({ description }) => description).join('. '),
    needs: (service.attributes ?? [])
      .filter(({ taxonomy_term }) => taxonomy_term.taxonomy === needTaxonomy)
      .map(({ taxonomy_term }) => taxonomy_term.id)
      .join(' '),
  };
};

/**
 * A file for a spreadsheet; of suggestions, lines that somebody completes by hand (suggested.ts). A cell that one would carry out as a
 * formula has an apostrophe before it (OWASP, CSV injection).
 */
export const writeRows = (rows: readonly Row[]): string =>
  stringify([...rows], {
    ...{ header: true, columns: Object.keys(csvColumns), record_delimiter: '\r\n', escape_formulas: true },
  });

/** `partners`: by the id of the service, who runs it on the hub; what is written is read again. */
export const writeCsv = (services: readonly Service[], partners: ReadonlyMap<string, string> = new Map()): string =>
  writeRows(services.map((service) => cellsOf(service, partners.get(service.id))));
