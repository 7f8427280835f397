import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { HubApi } from './hub-api.ts';
import { type Ground, HubFunction, type HubFunctionProps } from './hub-function.ts';
import { holds } from './safeguarding.ts';
import type { SigningKey } from './signing-key.ts';
import type { Storage } from './storage.ts';

interface IntakeProps extends Ground {
  readonly storage: Storage;
  /** The first signs; the public halves of all are published, so that one can follow the other. */
  readonly tokenKeys: readonly SigningKey[];
  readonly outboundKey: SigningKey;
  readonly publicUrl: string;
  readonly safeguarding: HubFunction;
  readonly pages: HubFunction;
  readonly directory: HubFunction;
  readonly links: HubFunction;
  readonly signInKey: SigningKey;
}

interface Exchange extends Pick<HubFunctionProps, 'name' | 'whoIsHarmed' | 'environment'> {
  /** What it may put into the ledger, by the beginning of its keys. */
  readonly writes: readonly string[];
  /** Of the views, beyond the worklist. */
  readonly may?: (fn: HubFunction) => void;
}

/** How much of its quota somebody took (functions/views/taken-quota.ts). */
const quotas = ['Q#*'];

/** Everything that answers a request while the caller waits. */
export class Intake extends Construct {
  readonly url: string;
  readonly apiId: string;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    const { api } = new HubApi(this, 'Http', {
      ...props,
      fhir: this.#exchange('FhirApi', props, {
        name: 'fhir-api',
        // Referrals, and the guards that name the open one.
        writes: ['R#*', 'G#*'],
        environment: { PUBLIC_URL: props.publicUrl, DIRECTORY_TABLE: props.storage.directory.table.tableName },
        // A short reference has a row. A practice without an endpoint fetches its messages: that it read one is written into the row of the message.
        may: (fn) => {
          props.storage.views.allow(fn, ['BatchGetItem', 'Query', 'UpdateItem'], { indexes: ['worklist'] });
          // Whether a duty owner paused new requests to a group, and not why.
          props.storage.ledger.allow(fn, ['Query'], { keys: [holds] });
          props.storage.directory.allow(fn, ['Query']);
        },
        whoIsHarmed: 'Practices cannot refer people, and link workers cannot record what happens to them.',
      }),
      partner: this.#exchange('PartnerApi', props, {
        name: 'partner-api',
        writes: ['R#*'],
        environment: { PUBLIC_URL: props.publicUrl, DIRECTORY_TABLE: props.storage.directory.table.tableName },
        may: (fn) => {
          props.storage.views.allow(fn, ['UpdateItem'], { keys: quotas, indexes: ['worklist'] });
          // Which of them are new.
          props.storage.views.allow(fn, ['BatchGetItem'], { keys: ['R#*'] });
          // What a group says of its room.
          props.storage.directory.allow(fn, ['PutItem'], { keys: ['CAPACITY'] });
        },
        whoIsHarmed: 'Groups cannot see whom they expect, nor say who came: nobody checks that the person went.',
      }),
      token: this.#token(props),
      authorise: this.#authorise(props),
      web: this.#web(props),
      health: this.#health(props),
      safeguarding: props.safeguarding,
      pages: props.pages,
      directory: props.directory,
      links: props.links,
    });
    this.url = api.url;
    this.apiId = api.restApiId;
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
        AUDIT_TABLE: props.storage.audit.table.tableName,
        ...what.environment,
      },
      timeout: Duration.seconds(10),
      memory: 1024,
    });
    // Nobody who calls can make an organisation or a client of itself, whatever is wrong with the code.
    ledger.allow(fn, ['Query'], { keys: ['R#*', 'O#*'] });
    ledger.allow(fn, ['PutItem'], { keys: what.writes });
    props.storage.audit.allow(fn, ['PutItem'], { keys: [`${what.name}#*`] });
    may?.(fn);
    props.storage.allowSecret(fn);
    // An exception is answered with a 500, so Lambda itself counts no error.
    props.alarms.add(fn, 'Answering500', { metric: fn.counted('RequestFailed'), whoIsHarmed: what.whoIsHarmed });
    this.#ringUnrecorded(
      fn,
      props,
      'Whoever asks is told to ask again, because nobody could say later who was shown this.',
    );
    return fn;
  }

  /** Pages: of the views what says who is late, and the figures; of the ledger names of organisations. No referral itself. */
  #web(props: IntakeProps): HubFunction {
    const { ledger, views } = props.storage;
    // That one page fails rings with the API; nobody waits for it.
    const web = new HubFunction(this, 'Web', {
      ...props,
      name: 'web',
      whoIsHarmed: 'A coordinator cannot see what is overdue, and developers cannot look up what an error means.',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        AUDIT_TABLE: props.storage.audit.table.tableName,
        PUBLIC_URL: props.publicUrl,
      },
      timeout: Duration.seconds(10),
    });
    props.storage.audit.allow(web, ['PutItem'], { keys: ['web#*'] });
    this.#ringUnrecorded(
      web,
      props,
      'A coordinator cannot see what is overdue, because who saw it could not be kept on record.',
    );
    ledger.allow(web, ['Query'], { keys: ['O#*'] });
    views.allow(web, ['Query'], { keys: ['SWEEP'], indexes: ['attention'] });
    views.allow(web, ['BatchGetItem'], { keys: ['R#*'] });
    return web;
  }

  /** Tries a write that is always refused, and may try nothing else. */
  #health(props: IntakeProps): HubFunction {
    const { ledger } = props.storage;
    const health = new HubFunction(this, 'Health', {
      ...props,
      name: 'health',
      whoIsHarmed: 'Nobody outside can tell whether referrals are taken: a real fault would be noticed later.',
      environment: { LEDGER_TABLE: ledger.table.tableName, PUBLIC_URL: props.publicUrl },
      timeout: Duration.seconds(10),
    });
    ledger.allow(health, ['PutItem'], { keys: ['H#health'] });
    return health;
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
        AUDIT_TABLE: props.storage.audit.table.tableName,
        TOKEN_KEY_IDS: keyIds(props),
        OUTBOUND_KEY_ID: props.outboundKey.keyId,
        SIGN_IN_KEY_ID: props.signInKey.keyId,
        PUBLIC_URL: props.publicUrl,
      },
      timeout: Duration.seconds(10),
    });
    ledger.allow(token, ['Query'], { keys: ['C#*'] });
    views.allow(token, ['PutItem'], { keys: ['J#*'] });
    props.storage.audit.allow(token, ['PutItem'], { keys: ['token#*'] });
    this.#ringUnrecorded(
      token,
      props,
      'That a system was refused a token stands in the log only: who tried to get in is not in the trail.',
    );
    views.allow(token, ['UpdateItem'], { keys: quotas });
    for (const key of props.tokenKeys) key.allowSign(token);
    for (const key of [...props.tokenKeys, props.outboundKey, props.signInKey]) key.allowPublicKey(token);
    return token;
  }

  /** What could not be kept on record stands in the log; whoever is on call writes it down from there. */
  #ringUnrecorded(fn: HubFunction, { alarms }: IntakeProps, whoIsHarmed: string): void {
    alarms.add(fn, 'Unrecorded', { metric: fn.counted('AuditFailed'), whoIsHarmed });
  }

  #authorise(props: IntakeProps): HubFunction {
    const { ledger } = props.storage;
    const authorise = new HubFunction(this, 'Authorise', {
      ...props,
      name: 'authorise',
      whoIsHarmed: 'Every system is turned away: nobody can refer, accept or record anything.',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        AUDIT_TABLE: props.storage.audit.table.tableName,
        TOKEN_KEY_IDS: keyIds(props),
        PUBLIC_URL: props.publicUrl,
      },
      timeout: Duration.seconds(5),
    });
    props.storage.audit.allow(authorise, ['PutItem'], { keys: ['authorise#*'] });
    this.#ringUnrecorded(
      authorise,
      props,
      'That somebody was turned away stands in the log only: who tried to get in is not in the trail.',
    );
    ledger.allow(authorise, ['Query'], { keys: ['C#*'] });
    for (const key of props.tokenKeys) key.allowPublicKey(authorise);
    return authorise;
  }
}

const keyIds = ({ tokenKeys }: IntakeProps): string => tokenKeys.map((key) => key.keyId).join(',');
