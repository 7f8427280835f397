import { RemovalPolicy } from 'aws-cdk-lib';
import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { accept } from './accept.ts';
import { DataKey } from './data-key.ts';
import type { HubFunction } from './hub-function.ts';
import { HubTable } from './hub-table.ts';

/**
 * Tables of their own, because IAM sees the partition key only, so one table could not prove its promises (DESIGN 5): the ledger
 * that is only ever appended to, views that may be rebuilt, and who saw what. That of concerns is in safeguarding.ts.
 */
export class Storage extends Construct {
  readonly ledger: HubTable;
  readonly views: HubTable;
  readonly audit: HubTable;
  /** Services, and nothing about anybody. */
  readonly directory: HubTable;
  readonly #secret: Secret;
  readonly #key: DataKey;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new DataKey(this, 'Key', 'Handover: ledger, views and the secret of referral ids');
    this.ledger = new HubTable(this, 'Ledger', {
      key: this.#key,
      // Keys only: no personal data in the stream.
      stream: StreamViewType.KEYS_ONLY,
      // By the day on which each was made; within it by the instant.
      indexes: { made: { pk: 'born', sk: 'at' } },
      // Only inbound messages carry it; versions never expire.
      expires: true,
    });
    this.views = new HubTable(this, 'Views', {
      key: this.#key,
      indexes: {
        worklist: { pk: 'list', sk: 'listed' },
        due: { pk: 'dueShard', sk: 'due' },
        // Empty on a good day.
        attention: { pk: 'attention', sk: 'waiting' },
        // What is open of each coordinator. A list reads all of it, and so can sort it by what is due next.
        next: { pk: 'team', sk: 'pk', beside: 'soonest' },
      },
      expires: true,
    });
    this.audit = new HubTable(this, 'Audit', {
      // Another key than that of the ledger: who may open what people are like need not see who looked.
      key: new DataKey(this, 'AuditKey', 'Handover: who saw what'),
      indexes: {
        // Only the first record of each hour of a chain: by it anchors find what grew.
        parts: { pk: 'part', sk: 'hour' },
      },
      expires: true,
    });
    this.directory = new HubTable(this, 'Directory', {
      // A key of its own: what anybody may read without signing in opens nothing that holds a person.
      key: new DataKey(this, 'DirectoryKey', 'Handover: the directory of services'),
      expires: true,
    });
    this.#secret = new Secret(this, 'ReferralIds', {
      description: 'Secret of the keyed hashes that make referral ids and guards. Never rotated: ids would change.',
      encryptionKey: this.#key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const rotation =
      'With a new secret the same identifier would make another referral id, and a repeat would refer a person twice. Whoever got hold of it could guess ids, not read referrals: it is read by two roles only.';
    accept(this.#secret, {
      'AwsSolutions-SMG4': rotation,
      'NIST.800.53.R5-SecretsManagerRotationEnabled': rotation,
    });
  }

  get secretId(): string {
    return this.#secret.secretArn;
  }

  allowSecret(fn: HubFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], [this.#secret.secretArn]);
    fn.allow(['kms:Decrypt'], [this.#key.keyArn], this.#key.through('secretsmanager'));
  }
}
