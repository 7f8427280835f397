import { createHash } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';

/** Keys that never leave the key service: P-256, used for ES256 only. */
export interface SigningKeys {
  /** ECDSA over SHA-256 of the message, as ASN.1 DER (RFC 3279 2.2.3). At most 4096 bytes of message. */
  sign(keyId: string, message: Uint8Array): Promise<Uint8Array>;
  /** SubjectPublicKeyInfo, DER. */
  publicKey(keyId: string): Promise<Uint8Array>;
}

export const kmsKeys = (client: KMSClient): SigningKeys => ({
  sign: async (keyId, message) => {
    const { Signature } = await client.send(
      new SignCommand({ KeyId: keyId, Message: message, MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_256' }),
    );
    if (!Signature) throw new Error('KMS answered without a signature');
    return Signature;
  },
  publicKey: async (keyId) => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
    if (!PublicKey) throw new Error('KMS answered without a public key');
    return PublicKey;
  },
});

/** The public name of a key. Hashed, because a key id may be an ARN and would show the account. */
export const kidOf = (keyId: string): string => createHash('sha256').update(keyId).digest('base64url').slice(0, 16);
