import { DecryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import { memo } from '../runtime/memo.ts';

/** What was sealed for one organisation opens for no other: https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html */
export const contextOf = (organisation: string): Record<string, string> => ({ organisation });

/** Opens sealed secrets; one that was opened stays open for the life of the function. */
export const openSecret = ({ client, keyId }: { readonly client: KMSClient; readonly keyId: string }) => {
  const opened = memo(async (name: string) => {
    const [organisation = '', sealed = ''] = name.split(' ');
    const { Plaintext } = await client.send(
      new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: Buffer.from(sealed, 'base64'),
        EncryptionContext: contextOf(organisation),
      }),
    );
    if (!Plaintext) throw new Error('KMS opened nothing');
    return new TextDecoder().decode(Plaintext);
  });
  return (organisation: string, sealed: string): Promise<string> => opened(`${organisation} ${sealed}`);
};
