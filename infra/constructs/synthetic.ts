import { CfnCondition, type CfnParameter, CfnResource, Duration, Fn } from 'aws-cdk-lib';
import { KeySpec } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { synthetic } from '../../contracts/areas/synthetic.ts';
import type { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';
import { HubSchedule } from './hub-schedule.ts';
import { SigningKey } from './signing-key.ts';
import type { Storage } from './storage.ts';

interface SyntheticProps extends Ground {
  readonly storage: Storage;
  readonly messagesKey: DataKey;
  readonly publicUrl: string;
  /** `on` or `off`. */
  readonly wanted: CfnParameter;
}

const every = Duration.minutes(15);

/** A referral of nobody goes round every quarter of an hour, from outside: what no test of a part can see. */
export class Synthetic extends Construct {
  constructor(scope: Construct, id: string, props: SyntheticProps) {
    super(scope, id);
    const { storage, alarms } = props;
    const missed = new HubQueue(this, 'Missed', { key: props.messagesKey, endOf: 'service' });
    missed.alarmWhenFilled(alarms, 'A referral of nobody did not go all the way round: real ones may not either.');
    const key = new SigningKey(this, 'Key', 'Handover: signs in synthetic referrals', KeySpec.ECC_NIST_P384);
    const fn = new HubFunction(this, 'Synthetic', {
      ...props,
      name: 'synthetic',
      whoIsHarmed: 'A referral of nobody was refused on its way: real ones may be refused or lost sight of as well.',
      environment: {
        LEDGER_TABLE: storage.ledger.table.tableName,
        PUBLIC_URL: props.publicUrl,
        SYNTHETIC_KEY_ID: key.keyId,
      },
      timeout: Duration.seconds(90),
    });
    const organisations = [synthetic.practice, synthetic.coordinator, synthetic.group].map((code) => `O#${code}`);
    storage.ledger.allow(fn, ['Query', 'PutItem'], { keys: [...organisations, `C#${synthetic.client}`] });
    key.allowSign(fn);
    key.allowPublicKey(fn);
    const schedule = new HubSchedule(this, 'EveryQuarter', { fn, every, missed, key: props.messagesKey });
    const stopped = alarms.add(this, 'Stopped', {
      metric: fn.counted('SyntheticRound').with({ period: every }),
      below: true,
      periods: 2,
      whoIsHarmed: 'For half an hour no referral of nobody went all the way round: nobody knows whether real ones do.',
    });
    // Where they are switched off, nothing runs, and nothing is missed.
    const on = new CfnCondition(this, 'Wanted', { expression: Fn.conditionEquals(props.wanted.valueAsString, 'on') });
    for (const one of [...schedule.node.findAll(), ...stopped.node.findAll()]) {
      const conditional = CfnResource.isCfnResource(one) && /Schedule|Alarm/.test(one.cfnResourceType);
      if (conditional) one.cfnOptions.condition = on;
    }
  }
}
