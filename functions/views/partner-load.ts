import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { calendarDaysAfter } from '../domain/calendar.ts';
import { manySent } from '../domain/directory/ask.ts';
import { inParallel } from '../runtime/in-parallel.ts';
import type { Views } from './index-page.ts';
import { endedList, openList } from './keys.ts';

/** How many people were sent to each of these organisations lately; at most `manySent`, so that a group with many makes no choice dearer. */
export type PartnerLoad = (organisations: readonly string[], now: string) => Promise<ReadonlyMap<string, number>>;

/** Who was asked half a year ago is no load of today. */
const lately = -182;
/** What is counted is remembered for so long: among equals a minute's difference decides nothing. */
const rememberedMs = 60_000;
/** More than these share one need nowhere; what is not counted counts as none. */
const mostCounted = 60;

/** Open ones are listed by when they began, ended ones by when they ended: both of the last half year are counted. */
const countIn =
  ({ client, table }: Views) =>
  async (list: string, since: string): Promise<number> => {
    const { Count = 0 } = await client.send(
      new QueryCommand({
        ...{ TableName: table, IndexName: 'worklist', Select: 'COUNT', Limit: manySent },
        KeyConditionExpression: '#list = :list AND listed >= :since',
        ExpressionAttributeNames: { '#list': 'list' },
        ExpressionAttributeValues: marshall({ ':list': list, ':since': since }),
      }),
    );
    return Count;
  };

/** By the index of worklists, its keys alone: no referral is read. */
export const partnerLoad = (views: Views): PartnerLoad => {
  const count = countIn(views);
  const remembered = new Map<string, { readonly at: number; readonly load: number }>();
  const loadOf = async (organisation: string, now: string): Promise<number> => {
    const known = remembered.get(organisation);
    if (known && Math.abs(Date.parse(now) - known.at) < rememberedMs) return known.load;
    const since = calendarDaysAfter(now, lately);
    const [open, ended] = [await count(openList(organisation), since), await count(endedList(organisation), since)];
    const load = Math.min(open + ended, manySent);
    remembered.set(organisation, { at: Date.parse(now), load });
    return load;
  };
  return async (organisations, now) =>
    new Map(
      await inParallel(organisations.slice(0, mostCounted), 8, async (one) => [one, await loadOf(one, now)] as const),
    );
};
