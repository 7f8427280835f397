import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ServiceError } from './call.ts';

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const context = z.record(z.string(), z.string()).default({});

// What KMS seals itself at most: https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
export const sealing = z.object({
  KeyId: z.string(),
  Plaintext: bytes.refine(({ length }) => length <= 4096),
  EncryptionContext: context,
});
export const opening = z.object({ KeyId: z.string(), CiphertextBlob: bytes, EncryptionContext: context });

type Context = z.output<typeof context>;

/** What was sealed with a context opens with the same alone, in whatever order it is given. */
const bound = (of: Context): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(of).sort(([a], [b]) => a.localeCompare(b))));

export const sealed = (key: Buffer, text: Buffer, of: Context): Buffer => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound(of));
  const parts = [cipher.update(text), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...parts]);
};

export const opened = (key: Buffer, blob: Buffer, of: Context): Buffer => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, 12)).setAAD(bound(of));
    decipher.setAuthTag(blob.subarray(12, 28));
    return Buffer.concat([decipher.update(blob.subarray(28)), decipher.final()]);
  } catch {
    throw new ServiceError('InvalidCiphertextException', 'The ciphertext or its encryption context is not right');
  }
};
