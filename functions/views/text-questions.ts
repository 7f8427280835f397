import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { everyPage } from '../runtime/every-page.ts';
import type { Views } from './index-page.ts';
import { textKey } from './keys.ts';

/** A question that was put by text message, and can be answered by one. */
export interface TextQuestion {
  /** What it is about: the link of a session. */
  readonly link: string;
  readonly organisation: string;
  /** Since when the contact is theirs to whom it went: whoever follows them answers nothing for them. */
  readonly since: string;
  /** Of how many people it asked: an answer is about those, and no others. 0: it told something, and a human is asked for. */
  readonly count: number;
  readonly askedAt: string;
  readonly answered?: string | undefined;
}

export interface TextQuestions {
  ask(number: string, question: TextQuestion): Promise<void>;
  /** Oldest first. */
  of(number: string): Promise<readonly TextQuestion[]>;
  /** By which message. */
  answered(number: string, link: string, by: string): Promise<void>;
  /** A text about this referral goes to the person. */
  told(number: string, referral: string, now: string): Promise<void>;
  /** Referrals about which a text went to this number of late. */
  toldAbout(number: string): Promise<readonly string[]>;
}

const keptDays = 60;
/** Beside the links of sessions. */
const personSk = 'P#';

const stored = z.object({
  ...{ link: z.string(), organisation: z.string(), since: z.string(), count: z.number() },
  ...{ askedAt: z.string(), answered: z.optional(z.string()) },
});

/** By a hash of the number, made with the secret of links: no table of the hub says who has which number. */
export const textQuestions = (views: Views): TextQuestions => {
  const itemsOf = (number: string) =>
    everyPage(views, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: marshall({ ':pk': textKey(number) }),
    });
  const expiresAfter = (now: string): number => Math.floor(Date.parse(now) / 1000) + keptDays * 86_400;
  const update = async (
    number: string,
    link: string,
    set: Readonly<Record<string, string | number>>,
  ): Promise<void> => {
    const names = Object.keys(set);
    await views.client.send(
      new UpdateItemCommand({
        TableName: views.table,
        Key: marshall({ pk: textKey(number), sk: link }),
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}${'askedAt' in set ? ' REMOVE answered' : ''}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: marshall(Object.fromEntries(names.map((name) => [`:${name}`, set[name]]))),
      }),
    );
  };
  return {
    ask: (number, { answered: _, ...question }) =>
      update(number, question.link, {
        ...question,
        expires: expiresAfter(question.askedAt),
      }),
    of: async (number) =>
      (await itemsOf(number))
        .flatMap((item) => stored.safeParse(item).data ?? [])
        .sort((a, b) => a.askedAt.localeCompare(b.askedAt)),
    answered: (number, link, by) => update(number, link, { answered: by }),
    told: (number, referral, now) => update(number, `${personSk}${referral}`, { expires: expiresAfter(now) }),
    toldAbout: async (number) =>
      (await itemsOf(number)).flatMap(({ sk }) =>
        typeof sk === 'string' && sk.startsWith(personSk) ? [sk.slice(personSk.length)] : [],
      ),
  };
};
