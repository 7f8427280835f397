import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Incoming } from '../http/proxy-event.ts';
import type { Template } from '../template/template.ts';

const protections = z.strictObject({
  DataProtections: z.array(
    z.strictObject({
      Action: z.literal('SUBSTITUTION'),
      Field: z.strictObject({
        FieldType: z.enum(['BODY', 'QUERY_STRING', 'SINGLE_HEADER']),
        FieldKeys: z.array(z.string()).optional(),
      }),
    }),
  ),
});

const configuration = z.strictObject({
  ResourceArn: z.string(),
  LogDestinationConfigs: z.tuple([z.string()]),
  RedactedFields: z.array(z.strictObject({ UriPath: z.strictObject({}) })),
  LoggingFilter: z.strictObject({
    DefaultBehavior: z.literal('DROP'),
    Filters: z.tuple([
      z.strictObject({
        Behavior: z.literal('KEEP'),
        Requirement: z.literal('MEETS_ANY'),
        Conditions: z.tuple([z.strictObject({ ActionCondition: z.strictObject({ Action: z.literal('BLOCK') }) })]),
      }),
    ]),
  }),
});

interface Refused {
  readonly rule: string;
  readonly incoming: Incoming;
  readonly labels: readonly string[];
  readonly at: number;
}

const gone = 'REDACTED';

/** Writes of a refused request what AWS would: https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html */
export const firewallLog = (
  template: Template,
  webAclArn: string,
  dataProtection: unknown,
  folder: string,
): ((refused: Refused) => void) => {
  const [found] = template
    .all('AWS::WAFv2::LoggingConfiguration', configuration)
    .filter(({ properties }) => properties.ResourceArn === webAclArn);
  if (!found) return () => undefined;
  const fields = protections.parse(dataProtection ?? { DataProtections: [] }).DataProtections.map(({ Field }) => Field);
  const isOut = (type: string): boolean => fields.some(({ FieldType }) => FieldType === type);
  const headersOut = fields
    .filter(({ FieldType }) => FieldType === 'SINGLE_HEADER')
    .flatMap(({ FieldKeys }) => FieldKeys ?? []);
  const headersOf = ({ headers }: Incoming) =>
    Object.entries(headers).flatMap(([name, values]) =>
      values.map((value) => ({ name, value: headersOut.includes(name.toLowerCase()) ? gone : value })),
    );
  mkdirSync(folder, { recursive: true });
  return ({ rule, incoming, labels, at }) => {
    const httpRequest = {
      clientIp: incoming.sourceIp,
      headers: headersOf(incoming),
      uri: found.properties.RedactedFields.length > 0 ? gone : incoming.path,
      args: isOut('QUERY_STRING') ? gone : incoming.query.toString(),
      httpMethod: incoming.method,
      requestId: randomUUID(),
    };
    const names = labels.map((name) => ({ name }));
    const line = {
      timestamp: at,
      webaclId: webAclArn,
      terminatingRuleId: rule,
      action: 'BLOCK',
      httpRequest,
      labels: names,
    };
    appendFileSync(join(folder, 'firewall.log'), `${JSON.stringify(line)}\n`);
  };
};
