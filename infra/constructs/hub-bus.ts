import { Stack } from 'aws-cdk-lib';
import { CfnArchive, EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { DataKey } from './data-key.ts';
import { HubQueue } from './hub-queue.ts';

/** The bus `handover`: thin events, no personal data; kept 30 days so that a new consumer can catch up. */
export class HubBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, props: { key: DataKey; alarms: Alarms }) {
    super(scope, id);
    const { key } = props;
    // Under another key than the bus: it fills when that key fails. Events are about nobody by name.
    const undecipherable = new HubQueue(this, 'Undecipherable', { endOf: 'service' });
    undecipherable.allowEvents();
    undecipherable.alarmWhenFilled(
      props.alarms,
      'Events cannot be encrypted or decrypted: the other side of a referral is not told until the key works again.',
    );
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: 'handover',
      kmsKey: key,
      deadLetterQueue: undecipherable.queue,
    });
    key.allowService('events.amazonaws.com');
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-archives.html
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:DescribeKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    // Not the Archive of the CDK: its key policy names the bus, and the bus the key.
    new CfnArchive(this, 'Archive', {
      sourceArn: this.bus.eventBusArn,
      eventPattern: { source: ['handover'] },
      retentionDays: 30,
      kmsKeyIdentifier: key.keyArn,
    });
  }
}
