/** What the hub and an environment's worker say to each other. Events and results travel as JSON text, as in Lambda. */
export interface EnvironmentData {
  /** `file:` URL of the bundle. */
  readonly bundle: string;
  /** Name of the export. */
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memory: number;
  /** Folder that remembers the bundle compiled, for the environments that follow one that was lost. */
  readonly compiled?: string;
  /** The hub's clock (time/hub-clock.ts). */
  readonly offset: SharedArrayBuffer;
}

export interface Invocation {
  readonly requestId: string;
  readonly event: string;
  /** Milliseconds that the function has. */
  readonly milliseconds: number;
}

export type Outcome =
  | { readonly ok: true; readonly result: string }
  | { readonly ok: false; readonly error: FunctionError };

/** As Lambda reports it to whoever invoked. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}
