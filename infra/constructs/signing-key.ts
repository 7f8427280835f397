import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { HubFunction } from './hub-function.ts';

/** A key pair whose private half never leaves KMS. */
export class SigningKey extends Construct {
  readonly keyId: string;
  readonly #key: Key;

  /** @param keySpec P-256 for ES256, P-384 for ES384 */
  constructor(scope: Construct, id: string, description: string, keySpec = KeySpec.ECC_NIST_P256) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      description,
      keySpec,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.keyId = this.#key.keyId;
  }

  allowSign(fn: HubFunction): void {
    fn.allow(['kms:Sign'], [this.#key.keyArn]);
  }

  allowPublicKey(fn: HubFunction): void {
    fn.allow(['kms:GetPublicKey'], [this.#key.keyArn]);
  }
}
