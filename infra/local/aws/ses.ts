import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { authorise, ServiceError, unknownOperation } from './call.ts';
import type { Service } from './endpoint.ts';
import type { Outbox } from './outbox.ts';

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

/** A whole e-mail is kept whole, with what is attached: its subject is for the list. */
const readRaw = (data: string): { subject: string; text: string } => {
  const text = Buffer.from(data, 'base64').toString('utf8');
  return { subject: /^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? '', text };
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
