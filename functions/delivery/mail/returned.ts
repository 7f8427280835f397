import * as z from 'zod/mini';
import { organisationCode } from '../../../contracts/organisation-code.ts';

/** What SES says of an e-mail that it had taken. */
interface Back {
  /** Absent: nothing that ends it. */
  readonly because?: 'bounced' | 'rejected' | 'complained';
}

/** Of a page, as the hub called it. */
export interface PageBack extends Back {
  readonly document: string;
}

/** Of the counts of the day of an organisation. */
export interface DigestBack extends Back {
  readonly digest: string;
}

/** Of an e-mail that the hub did not name: somebody else sends by its configuration set. */
interface NobodysBack extends Back {
  readonly nobodys: true;
}

export type Returned = PageBack | DigestBack | NobodysBack;

/** Ours are UUIDs. */
const document = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const tags = z.union([
  z.object({ document: z.tuple([document]) }),
  z.object({ digest: z.tuple([z.string().check(z.regex(organisationCode))]) }),
]);
const ofSes = z.object({ source: z.literal('aws.ses') });
/** Parts of what SES says that tell whether it ends an e-mail. */
export const howItFailed = {
  eventType: z.string(),
  bounce: z.optional(
    z.object({
      bounceType: z.optional(z.string()),
      bouncedRecipients: z.optional(z.array(z.object({ action: z.optional(z.string()) }))),
    }),
  ),
};

const said = z.object({
  detail: z.object({
    ...howItFailed,
    mail: z.object({ tags: z.catch(z.optional(tags), undefined) }),
  }),
});
const failure = z.object(howItFailed);
type Failure = z.infer<typeof failure>;

/**
 * What an event of SES says of an e-mail, or undefined: it is no such event. Pure. Nothing else of it is read, least of all what
 * a mail server wrote.
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const returnedIn = (value: unknown): Returned | undefined => {
  if (!ofSes.safeParse(value).success) return undefined;
  const { data } = said.safeParse(value);
  if (!data) return { nobodys: true };
  const because = reasonIn(data.detail);
  return { ...namedBy(data.detail.mail.tags), ...(because ? { because } : {}) };
};

const namedBy = (by: z.infer<typeof tags> | undefined) => {
  if (by === undefined) return { nobodys: true } as const;
  return 'document' in by ? { document: by.document[0] } : { digest: by.digest[0] };
};

export const reasonIn = ({ eventType, bounce }: Failure): Returned['because'] => {
  if (eventType === 'Complaint') return 'complained';
  if (eventType === 'Reject') return 'rejected';
  return eventType === 'Bounce' && bounce && hasFailed(bounce) ? 'bounced' : undefined;
};

/**
 * A soft bounce that a mail server reports as failed is one for which SES gave up as well, after 14 hours of tries: a full
 * mailbox, say. Without such a report (RFC 3464, 2.3.3) it is an out-of-office reply, and the page lies there.
 */
const hasFailed = ({ bounceType, bouncedRecipients = [] }: NonNullable<Failure['bounce']>): boolean =>
  bounceType === 'Permanent' || bouncedRecipients.some(({ action }) => action?.toLowerCase() === 'failed');
