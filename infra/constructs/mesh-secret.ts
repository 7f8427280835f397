import { CfnCondition, CfnResource, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { accept } from './accept.ts';
import type { DataKey } from './data-key.ts';
import type { HubFunction } from './hub-function.ts';

/**
 * What MESH gives at onboarding, `{"password": …, "sharedKey": …}`: whoever runs the hub puts it in place of what is
 * generated here, which opens nothing but the simulated MESH of one machine. Only where the hub has a mailbox there.
 */
export class MeshSecret extends Construct {
  readonly #secret: Secret;
  readonly #hasMailbox: CfnCondition;

  constructor(scope: Construct, id: string, props: { readonly key: DataKey; readonly mailbox: string }) {
    super(scope, id);
    this.#hasMailbox = new CfnCondition(this, 'HasMailbox', {
      expression: Fn.conditionNot(Fn.conditionEquals(props.mailbox, '')),
    });
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
    this.#onlyWithMailbox(this.#secret);
    const rotation =
      'MESH sets it and does not take one of ours: it is changed by hand when MESH changes it. Whoever got hold of it still lacks the client certificate.';
    accept(this.#secret, {
      'AwsSolutions-SMG4': rotation,
      'NIST.800.53.R5-SecretsManagerRotationEnabled': rotation,
    });
  }

  /** Empty where the hub has no mailbox. */
  get secretId(): string {
    return Fn.conditionIf(this.#hasMailbox.logicalId, this.#secret.secretArn, '').toString();
  }

  /** Its function must be allowed to open what the key protects: `DataKey.allowOpen`. */
  allow(fn: HubFunction): void {
    const { role } = fn.lambda;
    if (!role) throw new Error('The function has no role');
    const statement = new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [this.#secret.secretArn],
    });
    // A policy of its own: a statement cannot be left out of another.
    this.#onlyWithMailbox(new Policy(this, 'Read', { roles: [role], statements: [statement] }));
  }

  #onlyWithMailbox({ node }: Construct): void {
    for (const one of node.findAll()) if (CfnResource.isCfnResource(one)) one.cfnOptions.condition = this.#hasMailbox;
  }
}
