import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { accept } from './accept.ts';
import type { DataKey } from './data-key.ts';
import type { HubFunction } from './hub-function.ts';

/**
 * What MESH gives at onboarding, `{"password": …, "sharedKey": …}`: whoever runs the hub puts it in place of what is
 * generated here, which opens nothing but the simulated MESH of one machine.
 */
export class MeshSecret extends Construct {
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, props: { readonly key: DataKey }) {
    super(scope, id);
    this.#secret = new Secret(this, 'Credentials', {
      description: 'Password and shared key of the mailbox at MESH, as JSON. Given by MESH at onboarding.',
      encryptionKey: props.key,
      generateSecretString: {
        passwordLength: 32,
        excludePunctuation: true,
        secretStringTemplate: '{"sharedKey":"simulated"}',
        generateStringKey: 'password',
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const rotation =
      'MESH sets it and does not take one of ours: it is changed by hand when MESH changes it. Whoever got hold of it still lacks the client certificate.';
    accept(this.#secret, {
      'AwsSolutions-SMG4': rotation,
      'NIST.800.53.R5-SecretsManagerRotationEnabled': rotation,
    });
  }

  get secretId(): string {
    return this.#secret.secretArn;
  }

  /** Its function must be allowed to open what the key protects: `DataKey.allowOpen`. */
  allow(fn: HubFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], [this.#secret.secretArn]);
  }
}
