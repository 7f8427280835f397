import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { HubApi } from './hub-api.ts';
import { type Ground, HubFunction, type HubFunctionProps } from './hub-function.ts';
import type { SigningKey } from './signing-key.ts';
import type { Storage } from './storage.ts';

export interface IntakeProps extends Ground {
  readonly storage: Storage;
  /** The first signs; the public halves of all are published, so that one can follow the other. */
  readonly tokenKeys: readonly SigningKey[];
  readonly outboundKey: SigningKey;
  readonly publicUrl: string;
}

interface Exchange extends Pick<HubFunctionProps, 'name' | 'whoIsHarmed' | 'environment'> {
  /** Of the views, beyond the worklist. */
  readonly may?: (fn: HubFunction) => void;
}

/** Everything that answers a request while the caller waits. */
export class Intake extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    const { api } = new HubApi(this, 'Http', {
      ...props,
      fhir: this.#exchange('FhirApi', props, {
        name: 'fhir-api',
        environment: { PUBLIC_URL: props.publicUrl },
        // A practice without an endpoint fetches its messages: that it read one is written into the row of the message.
        may: (fn) => props.storage.views.allow(fn, ['UpdateItem'], ['changes']),
        whoIsHarmed: 'Practices cannot refer people, and link workers cannot record what happens to them.',
      }),
      partner: this.#exchange('PartnerApi', props, {
        name: 'partner-api',
        environment: {},
        whoIsHarmed: 'Groups cannot see whom they expect, nor say who came: nobody checks that the person went.',
      }),
      token: this.#token(props),
      authorise: this.#authorise(props),
    });
    this.url = api.url;
  }

  /** The two APIs do the same to the same data; they differ in form and in who calls. */
  #exchange(id: string, props: IntakeProps, { may, ...what }: Exchange): HubFunction {
    const { ledger, views } = props.storage;
    const fn = new HubFunction(this, id, {
      ...props,
      ...what,
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        HASH_SECRET_ID: props.storage.secretId,
        ...what.environment,
      },
      timeout: Duration.seconds(10),
      memory: 1024,
    });
    ledger.allow(fn, ['Query', 'PutItem']);
    views.allow(fn, ['Query', 'BatchGetItem'], ['worklist']);
    may?.(fn);
    props.storage.allowSecret(fn);
    // An exception is answered with a 500, so Lambda itself counts no error.
    props.alarms.add(fn, 'Answering500', { metric: fn.counted('RequestFailed'), whoIsHarmed: what.whoIsHarmed });
    return fn;
  }

  #token(props: IntakeProps): HubFunction {
    const { ledger, views } = props.storage;
    const token = new HubFunction(this, 'Token', {
      ...props,
      name: 'token',
      whoIsHarmed: 'No system can sign in: within five minutes nobody can refer, accept or record anything.',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        TOKEN_KEY_IDS: keyIds(props),
        OUTBOUND_KEY_ID: props.outboundKey.keyId,
        PUBLIC_URL: props.publicUrl,
      },
      timeout: Duration.seconds(10),
    });
    ledger.allow(token, ['Query']);
    views.allow(token, ['PutItem']);
    for (const key of props.tokenKeys) key.allowSign(token);
    for (const key of [...props.tokenKeys, props.outboundKey]) key.allowPublicKey(token);
    return token;
  }

  #authorise(props: IntakeProps): HubFunction {
    const { ledger } = props.storage;
    const authorise = new HubFunction(this, 'Authorise', {
      ...props,
      name: 'authorise',
      whoIsHarmed: 'Every system is turned away: nobody can refer, accept or record anything.',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        TOKEN_KEY_IDS: keyIds(props),
        PUBLIC_URL: props.publicUrl,
      },
      timeout: Duration.seconds(5),
    });
    ledger.allow(authorise, ['Query']);
    for (const key of props.tokenKeys) key.allowPublicKey(authorise);
    return authorise;
  }
}

const keyIds = ({ tokenKeys }: IntakeProps): string => tokenKeys.map((key) => key.keyId).join(',');
