import { createHash } from 'node:crypto';
import { keyOf } from '../../mappings/directory/key.ts';

/** Sixteen partitions: one would be read through one tenth of what DynamoDB gives a table. */
const shards = 16;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Of an id that is no id of R4; long enough that nobody finds two. */
const hashOf = (text: string): string => digest(text).slice(0, 40);

/** The id over FHIR of what a directory calls by its own. */
export const fhirId = (id: string): string => keyOf(id, hashOf);

const shardName = (shard: number): string => `E#${shard.toString(16)}`;
export const allShards: readonly string[] = Array.from({ length: shards }, (_, shard) => shardName(shard));
/** Where an entry lies, with all that was said of it by hand. */
export const shardOf = (key: string): string => shardName(Number.parseInt(digest(key).slice(0, 2), 16) % shards);

export const feedsPartition = 'FEEDS';
export const cataloguePartition = 'CATALOGUE';
export const suggestedPartition = 'SUGGESTED';
export const capacityPartition = 'CAPACITY';
export const reportPartition = (feed: string): string => `REPORT#${feed}`;

/** What an entry was before, apart: however often a feed changes its words, no search and no rebuild reads them all. */
export const formerPartition = (key: string): string => `WAS#${key}`;
export const formerKey = (version: number): string => String(version).padStart(6, '0');

/** Below the key of an entry: `<key>`, then what was said of it. */
export const sayingKey = (key: string, at: string, by: string): string => `${key}#SAID#${at}#${by}`;
