const text = (value: string): string => {
  if (value.trim() === '') throw new Error('is empty');
  return value;
};

/** Empty where there is none. */
const perhaps = (value: string): string => value.trim();

const origin = (value: string): string => {
  const url = new URL(value);
  if (url.origin !== value) throw new Error('is not an origin such as https://hub.example');
  return value;
};

const list = (value: string): readonly string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const filledList = (value: string): readonly [string, ...string[]] => {
  const [first, ...rest] = list(value);
  if (first === undefined) throw new Error('is empty');
  return [first, ...rest];
};

/** Every setting that a deployed function may read, and how its text is parsed. The template sets them. */
const settings = {
  LEDGER_TABLE: text,
  VIEWS_TABLE: text,
  CONCERNS_TABLE: text,
  AUDIT_TABLE: text,
  DIRECTORY_TABLE: text,
  HASH_SECRET_ID: text,
  /** Without a slash at its end; paths are appended to it. */
  PUBLIC_URL: (value: string): string => new URL(value).href.replace(/\/+$/, ''),
  TOKEN_KEY_IDS: filledList,
  OUTBOUND_KEY_ID: text,
  SYNTHETIC_KEY_ID: text,
  /** Of what people sign in with; empty: nobody signs in yet. */
  SIGN_IN_ISSUER: perhaps,
  SIGN_IN_CLIENT: perhaps,
  SIGN_IN_KEY_ID: text,
  WEBHOOK_KEY_ID: text,
  MAIL_SENDER: text,
  /** Of SES: by it the hub hears what became of an e-mail. */
  MAIL_CONFIGURATION_SET: text,
  BUS_NAME: text,
  UNPROJECTED_QUEUE_URL: text,
  DELIVERY_QUEUE_URL: text,
  /** Of MESH, without a slash at its end; with the hub's mailbox there. */
  MESH_URL: perhaps,
  MESH_MAILBOX: perhaps,
  MESH_SECRET_ID: perhaps,
  /** Of the links of organisers. */
  LINK_SECRET_ID: text,
  /** Of GOV.UK Notify, without a slash at its end; empty: there is none, and a person rings. */
  NOTIFY_URL: perhaps,
  NOTIFY_SECRET_ID: text,
  ALLOWED_PRIVATE_ORIGINS: (value: string): readonly string[] => list(value).map(origin),
} as const;

type Settings = typeof settings;
type SettingName = keyof Settings;
type Env<N extends SettingName> = { readonly [K in N]: ReturnType<Settings[K]> };

/**
 * Read once, at the top of a lambda. A setting that is missing or malformed is a fault of the deployment: it throws,
 * naming every one, before the first request is served.
 */
export const readEnv = <const N extends readonly SettingName[]>(
  names: N,
  source: Readonly<Record<string, string | undefined>> = process.env,
): Env<N[number]> => {
  const faults: string[] = [];
  const entries = names.map((name) => {
    const value = source[name];
    try {
      if (value === undefined) throw new Error('is missing');
      return [name, settings[name](value)] as const;
    } catch (error) {
      faults.push(`${name} ${error instanceof Error ? error.message : 'is unusable'}`);
      return [name, undefined] as const;
    }
  });
  if (faults.length > 0) throw new Error(`Environment: ${faults.join('; ')}`);
  return Object.fromEntries(entries) as Env<N[number]>;
};
