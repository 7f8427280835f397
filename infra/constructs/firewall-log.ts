import { ArnFormat, Aws, Fn, Stack } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, type CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';

/** Headers that name a person, or open a door: where a link was followed from, what is searched before it is made. */
const confidential = [
  'authorization',
  'cookie',
  'from',
  'idempotency-key',
  'if-none-exist',
  'referer',
  'x-original-url',
];

const protect = (fieldType: string, fieldKeys?: readonly string[]): CfnWebACL.DataProtectProperty => ({
  field: { fieldType, ...(fieldKeys ? { fieldKeys: [...fieldKeys] } : {}) },
  action: 'SUBSTITUTION',
});

/**
 * Bodies, queries and paths are of persons. What is left says when, which rule, from which address, with which request id
 * and for which organisation, so that whoever was refused is found. Paths are no field of it: the log itself leaves them out.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_FieldToProtect.html
 */
export const withheld = [protect('BODY'), protect('QUERY_STRING'), protect('SINGLE_HEADER', confidential)];

interface FirewallLogProps {
  readonly webAclArn: string;
  readonly key: DataKey;
}

/** Of what was refused, and of nothing else. */
export class FirewallLog extends Construct {
  constructor(scope: Construct, id: string, props: FirewallLogProps) {
    super(scope, id);
    // The firewall writes to names that begin so, and a name must not stand in the way of a second first deployment.
    const logGroupName = `aws-waf-logs-handover-${Fn.select(2, Fn.split('/', Aws.STACK_ID))}`;
    const logGroup = new LogGroup(this, 'Group', {
      logGroupName,
      encryptionKey: props.key,
      // Addresses are of persons where these follow a link: long enough to be asked why somebody was refused.
      retention: RetentionDays.ONE_MONTH,
    });
    const destination = Stack.of(this).formatArn({
      ...{ service: 'logs', resource: 'log-group', resourceName: logGroup.logGroupName },
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    new CfnLoggingConfiguration(this, 'Configuration', {
      resourceArn: props.webAclArn,
      logDestinationConfigs: [destination],
      redactedFields: [{ uriPath: {} }],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          { Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }] },
        ],
      },
    });
  }
}
