/** What the hub says about one of its codes at `/errors/<code>`: how it comes about, what gets it, what does not. */
export type ErrorPage = {
  readonly cause: string;
  /** What to do about it, where the right snippet alone does not say it. */
  readonly remedy?: string;
  /** `only`: never a refusal; `also`: besides, where the referral was taken all the same. */
  readonly warning?: 'only' | 'also';
  /** What stands below the examples: the items that a referral carries. */
  readonly table?: 'fields';
} & (Tried | Untried);

/** Tests send both: the last answer to `wrong` has the code, no answer to `right` has it. */
interface Tried {
  readonly given?: Scene;
  readonly wrong: readonly Snippet[];
  readonly right: readonly Snippet[];
}

/** No single request brings it about; the page says so, and why. */
interface Untried {
  readonly untried: string;
}

/** What stood before the snippets. Names in braces are ids that the sender fills in. */
export const scenes = {
  nothing: 'Nothing was sent before.',
  sent: 'You sent a referral. {request} is its ServiceRequest, {task} its Task.',
  accepted: 'The wellbeing service has accepted the referral of {task}.',
  begun: 'The wellbeing service has begun work on {task}.',
  spoken: 'The wellbeing service has begun work on {task} and has spoken to the person.',
  ended: 'The Task {task} has failed: the person moved away.',
  'handed-over':
    'The referral of {task} is accepted. {onward} is an onward Task that the service sees to itself, accepted too.',
  ahead: 'As an onward Task {onward} of {task} was accepted, its first meeting {meeting} was booked for tomorrow.',
  began: 'The first meeting {meeting} of the onward Task {onward} has begun; nobody has said yet who came.',
  came: 'The person came to the first meeting {meeting} of the onward Task {onward}.',
  danger: 'The referral of {task} told of a risk. The service has accepted it and not yet read the risk.',
} as const;
export type Scene = keyof typeof scenes;

/** One request. Where it says nothing, it has a token, the organisation and a new X-Request-Id. */
export interface Snippet {
  /** @default 'practice' */
  readonly by?: 'practice' | 'coordinator' | 'nobody';
  /** `PUT /FHIR/R4/Task/{task}` */
  readonly send: string;
  /** Beside the usual ones; `undefined` leaves a usual one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The whole body, */
  readonly body?: object | string;
  /** or the smallest referral (contracts/examples) with these put over its Patient and its ServiceRequest, */
  readonly patient?: object;
  readonly request?: object;
  /** and further entries, */
  readonly more?: readonly object[];
  /** or an example of contracts/examples, in which the first text stands instead of the second, */
  readonly example?: { readonly name: 'message'; readonly says?: string; readonly insteadOf?: string };
  /** or the resource as it was read, with these elements; what is a list is added to the list. If-Match names the version read. */
  readonly changes?: object;
}
