import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { authorise, ServiceError, unknownOperation } from './call.ts';
import type { Service } from './endpoint.ts';
import type { Mail, Outbox } from './outbox.ts';

const identity = z.strictObject({ EmailIdentity: z.string() });

const content = z.strictObject({ Data: z.string().min(1) });
const sending = z.strictObject({
  FromEmailAddress: z.string(),
  Destination: z.strictObject({ ToAddresses: z.array(z.string()).min(1).max(50) }),
  Content: z.union([
    z.strictObject({ Simple: z.strictObject({ Subject: content, Body: z.strictObject({ Text: content }) }) }),
    z.strictObject({ Raw: z.strictObject({ Data: z.base64() }) }),
  ]),
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

/** E-mail leaves no further than the outbox of this machine. As in AWS, only an identity of the template may be its sender. */
export const ses = (template: Template, outbox: Outbox, clock: HubClock): Service => {
  const { region, account } = template.place;
  const senders = template.all('AWS::SES::EmailIdentity', identity).map(({ properties }) => properties.EmailIdentity);
  return (call) => {
    if (call.operation !== 'SendEmail') throw unknownOperation('SES', call.operation);
    const { FromEmailAddress: from, Destination, Content } = sending.parse(call.body);
    if (!senders.includes(from)) throw new ServiceError('MessageRejected', 'Email address is not verified.');
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
    const action = 'Raw' in Content ? 'ses:SendRawEmail' : 'ses:SendEmail';
    authorise(call, [{ action, resource: `arn:aws:ses:${region}:${account}:identity/${from}` }]);
    const said =
      'Raw' in Content
        ? readRaw(Content.Raw.Data)
        : { subject: Content.Simple.Subject.Data, text: Content.Simple.Body.Text.Data };
    const id = randomUUID();
    outbox.put({
      ...{ id, at: new Date(clock.now()).toISOString(), from, to: Destination.ToAddresses },
      ...said,
    });
    return { MessageId: id };
  };
};

/** SES is called by path, unlike the services that name the operation in a header. */
export const sesTarget = (method: string | undefined, path: string | undefined): string | undefined =>
  method === 'POST' && path === '/v2/email/outbound-emails' ? 'SES.SendEmail' : undefined;
