import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Bus } from '../bus/bus.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { authorise, ServiceError, unknownOperation } from './call.ts';
import type { Service } from './endpoint.ts';
import type { Mail, Outbox } from './outbox.ts';
import { sesReturns } from './ses-returns.ts';

const identity = z.strictObject({ EmailIdentity: z.string() });

const content = z.strictObject({ Data: z.string().min(1) });
/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html */
const tag = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/);
const sending = z.strictObject({
  FromEmailAddress: z.string(),
  Destination: z.strictObject({ ToAddresses: z.array(z.string()).min(1).max(50) }),
  Content: z.union([
    z.strictObject({ Simple: z.strictObject({ Subject: content, Body: z.strictObject({ Text: content }) }) }),
    z.strictObject({ Raw: z.strictObject({ Data: z.base64() }) }),
  ]),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(z.strictObject({ Name: tag, Value: tag })).default([]),
});

/** A whole e-mail as functions/delivery/mail/mime.ts writes it: a text and one file. */
const readRaw = (data: string): Pick<Mail, 'subject' | 'text' | 'attached'> => {
  const [head = '', , text = '', ...rest] = Buffer.from(data, 'base64').toString('utf8').split('\r\n\r\n');
  const [name = ''] = rest.length > 0 ? (/filename="([^"]*)"/.exec(text)?.slice(1) ?? []) : [];
  const decoded = (part: string): Buffer => Buffer.from(part.split('\r\n--')[0] ?? '', 'base64');
  return {
    subject: /^Subject: (.*)$/m.exec(head)?.[1]?.trim() ?? '',
    text: decoded(text).toString('utf8'),
    attached: { name, base64: decoded(rest[0] ?? '').toString('base64') },
  };
};

interface SesProps {
  readonly template: Template;
  readonly outbox: Outbox;
  readonly clock: HubClock;
  readonly buses: ReadonlyMap<string, Bus>;
}

/**
 * E-mail leaves no further than the outbox of this machine, and may come back from there. As in AWS, only an identity of the
 * template may be its sender.
 */
export const ses = ({ template, outbox, clock, buses }: SesProps): Service => {
  const { region, account } = template.place;
  const senders = template.all('AWS::SES::EmailIdentity', identity).map(({ properties }) => properties.EmailIdentity);
  const returns = sesReturns(template, buses, clock);
  return (call) => {
    if (call.operation !== 'SendEmail') throw unknownOperation('SES', call.operation);
    const { FromEmailAddress: from, Destination, Content, ...how } = sending.parse(call.body);
    const { ConfigurationSetName: set } = how;
    if (!senders.includes(from)) throw new ServiceError('MessageRejected', 'Email address is not verified.');
    if (set !== undefined && !returns.has(set))
      throw new ServiceError('NotFoundException', `Configuration set ${set} does not exist.`);
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
    const action = 'Raw' in Content ? 'ses:SendRawEmail' : 'ses:SendEmail';
    const resources = [`identity/${from}`, ...(set === undefined ? [] : [`configuration-set/${set}`])];
    authorise(
      call,
      resources.map((resource) => ({ action, resource: `arn:aws:ses:${region}:${account}:${resource}` })),
    );
    const said =
      'Raw' in Content
        ? readRaw(Content.Raw.Data)
        : { subject: Content.Simple.Subject.Data, text: Content.Simple.Body.Text.Data };
    const id = randomUUID();
    const mail = { id, at: new Date(clock.now()).toISOString(), from, to: Destination.ToAddresses, ...said };
    const tags = Object.fromEntries(how.EmailTags.map(({ Name, Value }) => [Name, [Value]]));
    outbox.put({ ...mail, tags });
    if (set !== undefined) returns.sent({ ...mail, set, tags });
    return { MessageId: id };
  };
};

/** SES is called by path, unlike the services that name the operation in a header. */
export const sesTarget = (method: string | undefined, path: string | undefined): string | undefined =>
  method === 'POST' && path === '/v2/email/outbound-emails' ? 'SES.SendEmail' : undefined;
