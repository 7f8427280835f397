import { referralId, resourceId } from '../../contracts/ids.ts';

/**
 * What may stand in a log line, field by field. A value that does not have its field's form is withheld, so that no
 * name, telephone number or NHS number of a person can slip in through a header or an error (DESIGN 6, platform of
 * trust: no personal data in logs). Nothing here admits a space or ten digits in a row.
 */
const code = /^[a-z][a-z0-9_-]{0,63}$/;
const organisation = /^(?!.*\d{10})[A-Za-z0-9.-]{1,64}$/;
const directoryKey = /^(?!.*\d{10})d\.[A-Za-z0-9.-]{1,62}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const logFields = {
  client: code,
  organisation,
  recipient: organisation,
  /** Roles of contracts/authority: no other word passes the door. */
  as: /^[a-z-]{1,30}( [a-z-]{1,30})*$/,
  referral: referralId,
  /** A resource of a referral: `<referral>.t2`. */
  resource: resourceId,
  requestId: uuid,
  correlationId: uuid,
  /** The id that AWS gave an invocation. */
  invocation: uuid,
  /** A code of ours: refusals, outcomes, actions, obligations. */
  reason: code,
  outcome: code,
  /** At MESH, of an organisation. */
  mailbox: /^(?!.*\d{10})[A-Z0-9]{5,20}$/,
  /** By which way a message went. */
  way: code,
  /** A directory of services, by the name under which it was registered. */
  feed: code,
  /** A service of a directory by its id over FHIR, and what has taken its place: public both. */
  service: directoryKey,
  successor: directoryKey,
  action: code,
  function: code,
  /** SHA-256 in base64url, of an anchor. */
  hash: /^[A-Za-z0-9_-]{43}$/,
  /** The class of an exception, never its message: messages quote input. */
  error: /^[A-Za-z][A-Za-z0-9]{0,63}$/,
  /** The route as the template names it, `/FHIR/R4/{proxy+}`: never the path. */
  route: /^[A-Z]{3,7} \/[A-Za-z0-9/{}+$._-]{0,80}$/,
} as const satisfies Record<string, RegExp>;

/** Numbers that may stand in a log line. */
export const logNumbers = ['status', 'milliseconds', 'version', 'attempt', 'count', 'bytes'] as const;

export type LogFields = {
  readonly [K in keyof typeof logFields]?: string;
} & { readonly [K in (typeof logNumbers)[number]]?: number };

/** Every line that a function may write: name and level. Add a name here before logging it. */
export const logEvents = {
  'request-answered': 'info',
  'request-failed': 'error',
  'token-issued': 'info',
  'token-refused': 'warn',
  'token-failed': 'error',
  'authorisation-refused': 'warn',
  'person-signed-in': 'info',
  'person-unknown': 'warn',
  'sign-in-failed': 'warn',
  'version-written': 'info',
  'referral-projected': 'info',
  'projection-failed': 'error',
  'delivery-attempted': 'info',
  'delivery-given-up': 'error',
  'delivery-held': 'warn',
  /** A text message came from a number to which nothing had gone: by nobody read, and counted here. */
  'text-unasked': 'warn',
  /** A group is to be rung, and nothing is open for it in which its service could be told: a human finds it here. */
  'group-not-rung': 'warn',
  /** What somebody may have changed could not be read anew: what was known stands. */
  'secret-unread': 'warn',
  'endpoint-tested': 'info',
  'delivery-failed': 'error',
  'mailbox-strange': 'warn',
  'obligation-chased': 'info',
  'chase-failed': 'error',
  'drift-found': 'warn',
  'reconcile-failed': 'error',
  'digest-done': 'info',
  'feed-read': 'info',
  'service-succeeded': 'info',
  'feed-failed': 'warn',
  'digest-returned': 'warn',
  'mail-returned': 'warn',
  'quota-unknown': 'warn',
  /** Never which concern, whose, or about whom. */
  'concern-failed': 'error',
  'audit-failed': 'error',
  'anchor-made': 'info',
} as const satisfies Record<string, 'info' | 'warn' | 'error'>;

export type LogEvent = keyof typeof logEvents;

/** Every metric, in the namespace `Handover`, with the unit that CloudWatch shows. Alarms in infra name these. */
export const metrics = {
  Heartbeat: 'Count',
  TokenRefused: 'Count',
  RequestFailed: 'Count',
  ProjectionFailed: 'Count',
  DeliveryGivenUp: 'Count',
  DeliveryFailed: 'Count',
  EndpointGone: 'Count',
  MailboxStrange: 'Count',
  FeedFailed: 'Count',
  Overdue: 'Count',
  Stuck: 'Count',
  Silent: 'Count',
  Undelivered: 'Count',
  LedgerGap: 'Count',
  ConcernsStranded: 'Count',
  ConcernUntold: 'Count',
  SyntheticRound: 'Count',
  SyntheticRoundTime: 'Milliseconds',
  Drift: 'Count',
  SignInFailed: 'Count',
  AuditFailed: 'Count',
} as const satisfies Record<string, 'Count' | 'Milliseconds'>;

export type Metric = keyof typeof metrics;
