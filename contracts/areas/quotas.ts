/** Requests in a minute. Many times what anybody needs who has no loop in their software: they keep one from taking all. */
export interface Quotas {
  /** Of one software, for all its organisations together. */
  readonly client: number;
  /** Of one software for one organisation: so much of one practice never stops the others of its supplier. */
  readonly practice: number;
  readonly coordinator: number;
  /** A voluntary group or council service, by what it may see (DESIGN 4, tiers). */
  readonly partner: Readonly<Record<'name-only' | 'contact' | 'purpose' | 'full', number>>;
  /** Access tokens of one software: one lasts five minutes. */
  readonly tokens: number;
  /** What needs no token, from one address, of one warm function; over all of them the firewall counts. */
  readonly open: number;
  /** What is sent by the poster of one practice, from everywhere: a person reads each. */
  readonly poster: number;
}

/** A practice polls every few seconds at most; a coordinator works through lists for a county. */
export const generousQuotas: Quotas = {
  client: 12_000,
  practice: 3_000,
  coordinator: 6_000,
  partner: { 'name-only': 600, contact: 900, purpose: 1_200, full: 3_000 },
  tokens: 300,
  open: 1_200,
  poster: 10,
};
