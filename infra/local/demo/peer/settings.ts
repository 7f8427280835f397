import { z } from 'zod';
import { type DemoKey, readKeyFile } from '../keys.ts';

const environment = z.object({
  HUB_URL: z.url(),
  /** Whom the hub knows this program as. */
  CLIENT_ID: z.string().min(1),
  /** The private key of that client, a JWK. */
  KEY_FILE: z.string().min(1),
  /** Where the program keeps what is its own. */
  DATA: z.string().min(1),
  /** 0: any free one. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
});

export interface Settings {
  readonly hub: string;
  readonly client: string;
  readonly key: DemoKey;
  readonly data: string;
  readonly port: number;
}

/** All that a peer program is told. */
export const readSettings = async (): Promise<Settings> => {
  const { HUB_URL, CLIENT_ID, KEY_FILE, DATA, PORT } = environment.parse(process.env);
  return {
    hub: HUB_URL.replace(/\/+$/, ''),
    client: CLIENT_ID,
    key: await readKeyFile(KEY_FILE),
    data: DATA,
    port: PORT,
  };
};
