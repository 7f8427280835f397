/** What came back from a recipient, before anybody judges it. */
export type Answer =
  | Answered
  /** It certainly did not arrive: no such name, no connection, no trust. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** It left and nothing came back. */
  | { readonly kind: 'unanswered'; readonly reason: string }
  /** The hub itself refuses this address. */
  | { readonly kind: 'not-allowed'; readonly reason: string };

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** Header `Retry-After` as it came. */
  readonly retryAfter?: string | undefined;
  /** Header `Location`: a create that worked has one. */
  readonly location?: string | undefined;
  /** All headers, by lower-case name: MESH says in them what a message is. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as JSON; undefined when it is empty, no JSON, or larger than the hub reads. */
  readonly body?: unknown;
}
