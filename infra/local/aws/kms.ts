import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { z } from 'zod';
import type { Kept } from '../state/kept.ts';
import type { Template } from '../template/template.ts';
import { authorise, ServiceError, unknownOperation } from './call.ts';
import type { Service } from './endpoint.ts';
import { opened, opening, sealed, sealing } from './kms-seal.ts';

const resource = z.object({ KeySpec: z.string().optional(), KeyUsage: z.string().optional() });

const getPublicKey = z.object({ KeyId: z.string() });
const signing = z.object({
  KeyId: z.string(),
  // KMS signs at most this much itself: https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
  Message: z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(({ length }) => length <= 4096),
  MessageType: z.literal('RAW'),
  SigningAlgorithm: z.enum(['ECDSA_SHA_256', 'ECDSA_SHA_384']),
});

const curves: Readonly<Record<string, string>> = { ECC_NIST_P256: 'P-256', ECC_NIST_P384: 'P-384' };

interface Key {
  readonly spec: string;
  readonly arn: string;
  readonly privateKey: KeyObject;
}

/** The key pairs of the template, made at first start. */
const keysOf = (template: Template, kept: Kept): ReadonlyMap<string, Key> => {
  const pairs = template
    .all('AWS::KMS::Key', resource)
    .filter(({ properties }) => properties.KeyUsage === 'SIGN_VERIFY');
  return new Map(
    pairs.map(({ id, identity, properties }) => {
      const spec = properties.KeySpec ?? '';
      const namedCurve = curves[spec];
      if (!namedCurve) throw new Error(`AWS::KMS::Key ${id}: only ${Object.keys(curves).join(', ')} sign here`);
      const pem = kept.once(`kms:${id}`, () =>
        generateKeyPairSync('ec', { namedCurve }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      );
      return [identity.ref, { spec, arn: identity.attributes.Arn ?? '', privateKey: createPrivateKey(pem) }];
    }),
  );
};

/** Keys that seal and open, made when one is first asked to. What services keep with them at rest is in the clear here. */
const sealingKeysOf = (template: Template, kept: Kept) => {
  const symmetric = template
    .all('AWS::KMS::Key', resource)
    .filter(({ properties }) => properties.KeyUsage !== 'SIGN_VERIFY');
  return (name: string): { readonly arn: string; readonly key: Buffer } => {
    const found = symmetric.find(({ identity }) => [identity.ref, identity.attributes.Arn].includes(name));
    if (!found) throw new ServiceError('NotFoundException', `Key '${name}' does not exist`);
    const text = kept.once(`kms:${found.id}`, () => randomBytes(32).toString('base64'));
    return { arn: found.identity.attributes.Arn ?? '', key: Buffer.from(text, 'base64') };
  };
};

export const kms = (template: Template, kept: Kept): Service => {
  const keys = keysOf(template, kept);
  const sealingKey = sealingKeysOf(template, kept);
  const named = (id: string): Key => {
    const key = keys.get(id) ?? [...keys.values()].find(({ arn }) => arn === id);
    if (!key) throw new ServiceError('NotFoundException', `Key '${id}' does not exist`);
    return key;
  };
  return (call) => {
    if (call.operation === 'GetPublicKey') {
      const { arn, spec, privateKey } = named(getPublicKey.parse(call.body).KeyId);
      authorise(call, [{ action: 'kms:GetPublicKey', resource: arn }]);
      const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
      return { KeyId: arn, KeySpec: spec, KeyUsage: 'SIGN_VERIFY', PublicKey: der.toString('base64') };
    }
    if (call.operation === 'Sign') {
      const { KeyId, Message, SigningAlgorithm } = signing.parse(call.body);
      const { arn, privateKey } = named(KeyId);
      authorise(call, [{ action: 'kms:Sign', resource: arn }]);
      const digest = SigningAlgorithm === 'ECDSA_SHA_384' ? 'sha384' : 'sha256';
      return { KeyId: arn, SigningAlgorithm, Signature: sign(digest, Message, privateKey).toString('base64') };
    }
    if (call.operation === 'Encrypt') {
      const { KeyId, Plaintext, EncryptionContext } = sealing.parse(call.body);
      const { arn, key } = sealingKey(KeyId);
      authorise(call, [{ action: 'kms:Encrypt', resource: arn }]);
      return { KeyId: arn, CiphertextBlob: sealed(key, Plaintext, EncryptionContext).toString('base64') };
    }
    if (call.operation === 'Decrypt') {
      const { KeyId, CiphertextBlob, EncryptionContext } = opening.parse(call.body);
      const { arn, key } = sealingKey(KeyId);
      authorise(call, [{ action: 'kms:Decrypt', resource: arn }]);
      return { KeyId: arn, Plaintext: opened(key, CiphertextBlob, EncryptionContext).toString('base64') };
    }
    throw unknownOperation('TrentService', call.operation);
  };
};
