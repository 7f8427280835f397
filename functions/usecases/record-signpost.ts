/**
 * Somebody was told of the service and wants no call: a fact of an organisation and a day, with nothing about whom it concerns
 * (issue 7, 1; users.md S90: what is never referred is most of what happens). Counted by ports that read it.
 */
export interface Signpost {
  readonly organisation: string;
  /** Staff code of who told it. */
  readonly person: string;
  /** Instant. */
  readonly at: string;
  /** Id of the request: told twice by one tap it is counted once. */
  readonly request: string;
}

export type RecordSignpost = (told: Signpost) => Promise<void>;
/** How many there were from one calendar day until before another, `YYYY-MM-DD` of the instants. */
export type CountSignposts = (organisation: string, from: string, before: string) => Promise<number>;
