import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { SigningKeys } from '../../../functions/identity/signing-keys.ts';

/** A key service in memory: P-256 keys by id, signatures in DER, as KMS gives them. Counts what it is asked. */
export class KeyStore implements SigningKeys {
  readonly asked: string[] = [];
  readonly #keys = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>();

  constructor(...keyIds: string[]) {
    for (const id of keyIds) this.#keys.set(id, generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  }

  async sign(keyId: string, message: Uint8Array): Promise<Uint8Array> {
    this.asked.push(`sign ${keyId}`);
    return sign('sha256', message, { key: this.#pair(keyId).privateKey, dsaEncoding: 'der' });
  }

  async publicKey(keyId: string): Promise<Uint8Array> {
    this.asked.push(`public ${keyId}`);
    return this.#pair(keyId).publicKey.export({ format: 'der', type: 'spki' });
  }

  #pair(keyId: string) {
    const pair = this.#keys.get(keyId);
    if (!pair) throw new Error(`No key ${keyId}`);
    return pair;
  }
}
