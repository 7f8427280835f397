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

export type Returned = PageBack | DigestBack;

/** Ours are UUIDs. */
const document = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
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
  source: z.literal('aws.ses'),
  detail: z.object({
    ...howItFailed,
    mail: z.object({
      tags: z.union([
        z.object({ document: z.tuple([document]) }),
        z.object({ digest: z.tuple([z.string().check(z.regex(organisationCode))]) }),
      ]),
    }),
  }),
});
const failure = z.object(howItFailed);
type Failure = z.infer<typeof failure>;

/**
 * What an event of SES says of an e-mail of ours, or undefined: it is no such event. Pure. Nothing else of it is read, least of all what
 * a mail server wrote.
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const returnedIn = (value: unknown): Returned | undefined => {
  const { data } = said.safeParse(value);
  if (!data) return undefined;
  const because = reasonIn(data.detail);
  const { tags } = data.detail.mail;
  const of = 'document' in tags ? { document: tags.document[0] } : { digest: tags.digest[0] };
  return { ...of, ...(because ? { because } : {}) };
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
