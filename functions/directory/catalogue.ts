import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Term } from '../../mappings/directory/profile.ts';
import type { Entry } from '../domain/directory/entry.ts';
import { everyPage } from '../runtime/every-page.ts';
import type { DirectoryTable } from './feeds.ts';
import { cataloguePartition } from './keys.ts';
import { packed, unpacked } from './packed.ts';

/** Where entries come from, as everybody may know it. */
export interface Source {
  readonly name: string;
  readonly url: string;
  readonly publisher: string;
  readonly licence: string;
  readonly licenceUrl?: string | undefined;
  /** When it was last read to its end. */
  readonly success?: string | undefined;
}

/** All of the directory that a search looks at, in the order of its keys. Made by nobody but `rebuild`. */
export interface Catalogue {
  readonly at: string;
  readonly entries: readonly Entry[];
  readonly terms: readonly Term[];
  readonly sources: readonly Source[];
}

const pointer = z.object({ generation: z.string(), parts: z.number(), at: z.string() });
const current = 'CURRENT';
/** Below the 400 KB of an item. */
const bytesOfPart = 350_000;
/** An earlier catalogue may still be being read. */
const keptSeconds = 86_400;

const partKey = (generation: string, part: number): string => `${generation}#${String(part).padStart(3, '0')}`;

export const writeCatalogue = async ({ client, table }: DirectoryTable, catalogue: Catalogue): Promise<void> => {
  const bytes = packed(catalogue);
  const parts = Math.ceil(bytes.length / bytesOfPart);
  const expires = Math.floor(Date.parse(catalogue.at) / 1000) + keptSeconds * 7;
  const put = (sk: string, item: object) =>
    client.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall({ pk: cataloguePartition, sk, ...item }, { removeUndefinedValues: true }),
      }),
    );
  for (let part = 0; part < parts; part += 1) {
    const body = bytes.subarray(part * bytesOfPart, (part + 1) * bytesOfPart);
    await put(partKey(catalogue.at, part), { body, expires });
  }
  await put(current, { generation: catalogue.at, parts, at: catalogue.at });
};

const nothing: Catalogue = { at: '', entries: [], terms: [], sources: [] };

/**
 * The catalogue, through a warm function's memory: each asking costs one read of the pointer, and the whole is read when that has moved.
 */
export const catalogueReader = ({ client, table }: DirectoryTable): (() => Promise<Catalogue>) => {
  let known: { readonly generation: string; readonly catalogue: Catalogue } | undefined;
  const query = (KeyConditionExpression: string, values: Record<string, string>) =>
    everyPage(
      { client, table },
      {
        KeyConditionExpression,
        ExpressionAttributeValues: marshall({ ':pk': cataloguePartition, ...values }),
        ConsistentRead: true,
      },
    );
  return async () => {
    const [item] = await query('pk = :pk AND sk = :sk', { ':sk': current });
    if (!item) return nothing;
    const { generation, parts } = pointer.parse(item);
    if (known?.generation === generation) return known.catalogue;
    const items = await query('pk = :pk AND begins_with(sk, :generation)', { ':generation': `${generation}#` });
    if (items.length !== parts) throw new Error('The catalogue of the directory lacks a part');
    const catalogue = readCatalogue(unpacked(Buffer.concat(items.map(({ body }) => bytesOf(body)))));
    known = { generation, catalogue };
    return catalogue;
  };
};

const bytesOf = (body: unknown): Uint8Array => {
  if (body instanceof Uint8Array) return body;
  throw new Error('A part of the catalogue holds nothing');
};

/** Made and read by this program alone, so that its outline is all that is checked. */
const outline = z.object({
  ...{ at: z.string(), entries: z.array(z.unknown()), terms: z.array(z.unknown()), sources: z.array(z.unknown()) },
});
const readCatalogue = (value: unknown): Catalogue => outline.parse(value) as Catalogue;
