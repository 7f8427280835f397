import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

const privateKey = z.object({
  kty: z.literal('EC'),
  ...{ crv: z.literal('P-384'), x: z.string(), y: z.string(), d: z.string(), kid: z.string() },
});
export type DemoKey = z.infer<typeof privateKey>;

export const keyFile = (data: string, client: string): string => join(data, 'keys', `${client}.json`);

export const readKeyFile = async (file: string): Promise<DemoKey> =>
  privateKey.parse(JSON.parse(await readFile(file, 'utf8')));

/** The private key of a demo client on this machine, or undefined if this hub never had such a client. */
export const readDemoKey = async (data: string, client: string): Promise<DemoKey | undefined> => {
  const text = await readFile(keyFile(data, client), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : privateKey.parse(JSON.parse(text));
};

/** Made at the first start and kept in the data folder: no key is ever part of the repository. */
export const demoKey = async (data: string, client: string): Promise<DemoKey> => {
  const known = await readDemoKey(data, client);
  if (known) return known;
  const pair = await generateKeyPair('ES384', { extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  const key = privateKey.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
  await mkdir(join(data, 'keys'), { recursive: true, mode: 0o700 });
  await writeFile(keyFile(data, client), JSON.stringify(key), { mode: 0o600 });
  return key;
};

export const publicPart = ({ d: _, ...rest }: DemoKey): Omit<DemoKey, 'd'> => rest;
