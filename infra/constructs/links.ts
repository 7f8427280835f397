import { CfnParameter, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { accept } from './accept.ts';
import { DataKey } from './data-key.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import type { HubQueue } from './hub-queue.ts';
import type { Storage } from './storage.ts';

/** What people without software are told by, and what opens for them. */
export class LinkSecrets extends Construct {
  readonly notifyUrl: string;
  readonly #links: Secret;
  readonly #notify: Secret;
  readonly #key: DataKey;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new DataKey(this, 'Key', 'Handover: links of people without software, and GOV.UK Notify');
    const kept = (name: string, description: string, more: object, why: string): Secret => {
      const secret = new Secret(this, name, {
        description,
        encryptionKey: this.#key,
        generateSecretString: { passwordLength: 64, excludePunctuation: true, ...more },
        removalPolicy: RemovalPolicy.RETAIN,
      });
      accept(secret, { 'AwsSolutions-SMG4': why, 'NIST.800.53.R5-SecretsManagerRotationEnabled': why });
      return secret;
    };
    this.#links = kept(
      'Tokens',
      'Makes the tokens in links. A new value makes every link that is out open nothing.',
      {},
      'A new secret withdraws every link that is out: whoever runs the hub decides when. What stays is that one who got hold of it, and of ids of links, could open lists of names until then.',
    );
    this.#notify = kept(
      'Notify',
      'For GOV.UK Notify, as JSON: service and key as Notify gave them at onboarding, templates (name.channel to id), and callback, which Notify is given.',
      { secretStringTemplate: '{"service":"simulated","key":"simulated"}', generateStringKey: 'callback' },
      'Notify makes the key and does not take one of ours: it is changed by hand where Notify changes it. What stays is that whoever got hold of it could send messages in our name.',
    );
    const notifyUrl = new CfnParameter(this, 'NotifyUrl', {
      description:
        'Where GOV.UK Notify is, without a slash at its end. Empty: no messages go to people without software, and a person rings.',
      default: '',
      allowedPattern: '^(|https://[a-z0-9.-]+(:[0-9]+)?|http://127\\.0\\.0\\.1:[0-9]+)$',
    });
    // Whoever deploys types it: without the hash of its place in the tree.
    notifyUrl.overrideLogicalId('NotifyUrl');
    this.notifyUrl = notifyUrl.valueAsString;
  }

  get environment(): Record<'LINK_SECRET_ID' | 'NOTIFY_SECRET_ID', string> {
    return { LINK_SECRET_ID: this.#links.secretArn, NOTIFY_SECRET_ID: this.#notify.secretArn };
  }

  /** Whoever runs the hub puts there what Notify gives at onboarding. */
  get notifySecretId(): string {
    return this.#notify.secretArn;
  }

  /** Whose value is changed to withdraw every link that is out. */
  get linkSecretId(): string {
    return this.#links.secretArn;
  }

  allow(fn: HubFunction): void {
    this.#allow(fn, [this.#links, this.#notify]);
  }

  /** Whoever makes or knows what a link opens, and writes to nobody. */
  allowLinks(fn: HubFunction): void {
    this.#allow(fn, [this.#links]);
  }

  #allow(fn: HubFunction, secrets: readonly Secret[]): void {
    const arns = secrets.map(({ secretArn }) => secretArn);
    fn.allow(['secretsmanager:GetSecretValue'], arns);
    fn.allow(['kms:Decrypt'], [this.#key.keyArn], this.#key.through('secretsmanager'));
  }
}

interface LinksProps extends Ground {
  readonly storage: Storage;
  readonly secrets: LinkSecrets;
  readonly publicUrl: string;
}

/** Pages that a link opens, of an organiser or of the person themself: a function of its own, because whoever asks has no account. It changes no register. */
export class Links extends Construct {
  readonly fn: HubFunction;

  constructor(scope: Construct, id: string, props: LinksProps) {
    super(scope, id);
    const { ledger, views, audit, directory } = props.storage;
    this.fn = new HubFunction(this, 'Links', {
      ...props,
      name: 'links',
      whoIsHarmed:
        'Groups without software cannot say who came, nor that they are full: nobody checks that the person went. People cannot open their own page, nor say that they cannot come.',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        AUDIT_TABLE: audit.table.tableName,
        DIRECTORY_TABLE: directory.table.tableName,
        PUBLIC_URL: props.publicUrl,
        ...props.secrets.environment,
      },
      timeout: Duration.seconds(15),
      memory: 1024,
    });
    ledger.allow(this.fn, ['Query'], { keys: ['R#*', 'O#*'] });
    ledger.allow(this.fn, ['PutItem'], { keys: ['R#*'] });
    // What a link opens, and how often a code was tried; what was asked by text message, and that it was answered.
    views.allow(this.fn, ['Query', 'UpdateItem'], { keys: ['L#*', 'SMS#*'] });
    views.allow(this.fn, ['Query'], { keys: ['REF#*'] });
    // What a group said of its room, and when (it says so anew by the queue); and what is known of a place.
    directory.allow(this.fn, ['Query']);
    audit.allow(this.fn, ['PutItem'], { keys: ['links#*'] });
    props.secrets.allow(this.fn);
    const ring = (name: string, metric: Parameters<HubFunction['counted']>[0], whoIsHarmed: string): void => {
      props.alarms.add(this.fn, name, { metric: this.fn.counted(metric), whoIsHarmed });
    };
    ring(
      'Answering500',
      'RequestFailed',
      'Somebody who opened a link saw an error: who came to a session may not be known.',
    );
    ring(
      'Unrecorded',
      'AuditFailed',
      'Lists are not shown to groups, because nobody could say later who was shown them.',
    );
  }
}

/** What an organiser says of their group, what a link worker heard or asks of it, and what GOV.UK Notify says, is entered and sent by who delivers. */
export const tellDelivery = (fn: HubFunction, due: HubQueue): void => {
  due.allowSend(fn);
  fn.lambda.addEnvironment('DELIVERY_QUEUE_URL', due.queue.queueUrl);
};
