import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { referralId } from '../../contracts/ids.ts';
import { everyPage } from '../runtime/every-page.ts';
import type { Views } from './index-page.ts';
import { linkKey } from './keys.ts';

/** A session, of which it is said who came; a request, which is answered; whether there is room, which is about nobody; or one to go along. */
const linkKinds = ['session', 'ask', 'room', 'companion'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Where a link leads: whose it is, and in which referrals to look. What it shows is read from the ledger. */
export interface LinkRow {
  readonly kind: LinkKind;
  readonly organisation: string;
  readonly referrals: readonly string[];
}

interface LinkMember extends Omit<LinkRow, 'referrals'> {
  readonly referral: string;
  /** When it closes. */
  readonly until: string;
}

export interface LinkRows {
  /** Writes what is not there yet. */
  keep(link: string, member: LinkMember): Promise<void>;
  /** Of a link that is about no referral: whether there is room. */
  keepRoom(link: string, organisation: string, until: string): Promise<void>;
  find(link: string): Promise<LinkRow | undefined>;
  /**
   * Takes what may be done once: `what` is taken by the first that asks, and by the same again. false: another took it.
   * @param until when it is forgotten
   * @param from who has it by now: it is taken over from them, and from nobody else
   */
  take(link: string, what: Once & { readonly until: string; readonly from?: string | undefined }): Promise<boolean>;
  /** Who took it. */
  taker(link: string, name: string): Promise<string | undefined>;
  /** It was not done after all: the next that asks may take it. What another took stays theirs. */
  giveBack(link: string, what: Once): Promise<void>;
}

interface Once {
  readonly name: string;
  readonly by: string;
}

/** Links are looked for some time after they close, to say that they have. */
const keptDays = 60;
const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000) + keptDays * 86_400;

const takenKey = (name: string): string => `TAKEN#${name}`;
const taken = z.object({ taken: z.string() });

/** In place of a referral. */
const nobody = 'NOBODY';

const member = z.object({
  ...{
    sk: z.union([z.literal(nobody), z.string().check(z.regex(referralId))]),
    organisation: z.string(),
    kind: z.enum(linkKinds),
  },
});

/** Derived by projection, all but what was taken: lost with the views, a message may go out once more. */
export const linkRows = (views: Views): LinkRows => {
  const members = async (link: string) => {
    const items = await everyPage(views, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: marshall({ ':pk': linkKey(link) }),
    });
    return items.flatMap((item) => member.safeParse(item).data ?? []);
  };
  const put = async (link: string, sk: string, { organisation, kind, until }: Omit<LinkMember, 'referral'>) => {
    await views.client.send(
      new UpdateItemCommand({
        TableName: views.table,
        Key: marshall({ pk: linkKey(link), sk }),
        UpdateExpression: 'SET organisation = :organisation, kind = :kind, expires = :expires',
        ExpressionAttributeValues: marshall({
          ...{ ':organisation': organisation, ':kind': kind, ':expires': secondsOf(until) },
        }),
      }),
    );
  };
  /** Of what may be done once; false: another has it. */
  const changed = async (
    link: string,
    name: string,
    update: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>,
  ): Promise<boolean> => {
    const Key = marshall({ pk: linkKey(link), sk: takenKey(name) });
    try {
      await views.client.send(new UpdateItemCommand({ TableName: views.table, Key, ...update }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    find: async (link) => {
      const [first, ...rest] = await members(link);
      return (
        first && {
          ...{ organisation: first.organisation, kind: first.kind },
          referrals: [first, ...rest].map(({ sk }) => sk).filter((sk) => sk !== nobody),
        }
      );
    },
    keepRoom: (link, organisation, until) => put(link, nobody, { organisation, kind: 'room', until }),
    keep: async (link, { referral, organisation, kind, until }) => {
      if ((await members(link)).some(({ sk }) => sk === referral)) return;
      await put(link, referral, { organisation, kind, until });
    },
    take: (link, { name, by, until, from }) =>
      changed(link, name, {
        UpdateExpression: 'SET taken = :by, expires = :expires',
        ConditionExpression: `${from === undefined ? 'attribute_not_exists(taken)' : 'taken = :from'} OR taken = :by`,
        ExpressionAttributeValues: marshall({
          ...{ ':by': by, ':expires': secondsOf(until) },
          ...(from === undefined ? {} : { ':from': from }),
        }),
      }),
    taker: async (link, name) => {
      const [item] = await everyPage(views, {
        ...{ KeyConditionExpression: 'pk = :pk AND sk = :sk', ConsistentRead: true },
        ExpressionAttributeValues: marshall({ ':pk': linkKey(link), ':sk': takenKey(name) }),
      });
      return taken.safeParse(item).data?.taken;
    },
    giveBack: async (link, { name, by }) => {
      await changed(link, name, {
        UpdateExpression: 'REMOVE taken',
        ConditionExpression: 'taken = :by',
        ExpressionAttributeValues: marshall({ ':by': by }),
      });
    },
  };
};
