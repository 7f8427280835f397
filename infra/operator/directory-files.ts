import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type CsvFault, readCsv } from '../../mappings/directory/csv.ts';
import { type Item, readItem } from '../../mappings/directory/item.ts';
import { mostItems, readPage } from '../../mappings/directory/page.ts';
import type { Service } from '../../mappings/directory/profile.ts';
import { whys } from '../../mappings/directory/read.ts';

interface FileRead {
  readonly services: readonly Service[];
  /** The key of a service to the organisation code of the group that runs it. */
  readonly partners: ReadonlyMap<string, string>;
  /** A line each, for whoever mends the file. */
  readonly faults: readonly string[];
}

const mostBytes = 50_000_000;

/** A file of services: CSV by its name, else JSON of Open Referral: a page, a list or one service. */
export const readServices = async (file: string): Promise<FileRead> => {
  const bytes = await readFile(file);
  if (bytes.length > mostBytes) throw new Error(`${file} has more than ${mostBytes / 1e6} MB.`);
  return extname(file).toLowerCase() === '.csv' ? ofCsv(inSpreadsheet(bytes)) : ofJson(bytes.toString('utf8'), file);
};

/** What spreadsheets call "CSV" without more is written in the code page of Windows, where é or £ is no UTF-8. */
const inSpreadsheet = (bytes: Buffer): string =>
  isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('windows-1252').decode(bytes);

const inLine = ({ line, says }: CsvFault): string => `line ${line}: ${says}`;

const ofCsv = (text: string): FileRead => {
  const { services, faults } = readCsv(text);
  return {
    services: services.map(({ service }) => service),
    partners: new Map(
      services.flatMap(({ service, partner }) => (partner === undefined ? [] : [[service.id, partner] as const])),
    ),
    faults: faults.map(inLine),
  };
};

const ofJson = (text: string, file: string): FileRead => {
  let body: unknown;
  try {
    body = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new Error(`${file} is neither CSV by its name nor JSON.`);
  }
  const page = readPage(body);
  if (page?.isCut) throw new Error(`${file} has more than ${mostItems} services: nothing of it was read.`);
  const items = (page?.items ?? [body]).map(readItem);
  return {
    services: items.flatMap((item) => (item.kind === 'service' ? [item.service] : [])),
    partners: new Map(),
    faults: items.flatMap((item, n) => faultsOf(item).map((fault) => `item ${n + 1}: ${fault}`)),
  };
};

const faultsOf = (item: Item): string[] =>
  item.kind === 'service' ? [] : item.faults.map(({ at, why }) => `${at || 'it'} ${whys[why]}`);
