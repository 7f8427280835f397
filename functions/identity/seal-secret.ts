import { EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import { contextOf } from './open-secret.ts';

/** Closes a secret so that only who may use the key can open it, and only as this organisation's. */
export const sealSecret =
  ({ client, keyId }: { readonly client: KMSClient; readonly keyId: string }) =>
  async (organisation: string, secret: string): Promise<string> => {
    const { CiphertextBlob } = await client.send(
      new EncryptCommand({
        KeyId: keyId,
        Plaintext: new TextEncoder().encode(secret),
        EncryptionContext: contextOf(organisation),
      }),
    );
    if (!CiphertextBlob) throw new Error('KMS sealed nothing');
    return Buffer.from(CiphertextBlob).toString('base64');
  };
