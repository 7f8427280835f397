import type { Outcome } from './trials.ts';

/** Why the hub answers otherwise than INDEX.md says. */
export interface Explanation {
  readonly kind: 'overridden' | 'disagree';
  readonly because: string;
}

/** A difference of single rows: it excuses only what the hub answered when somebody looked, request by request. */
interface Known extends Explanation {
  readonly answers: readonly string[];
}

/** What DESIGN.md asks of every request, and INDEX.md, which is older, does not know. */
const design4: readonly (readonly [RegExp, string])[] = [
  [/^missing-element at .*\.(name|telecom|requester|code)$/, 'DESIGN 4, what a request must carry'],
  [/^not-eligible at /, 'DESIGN 4, eligibility'],
  [/^not-our-service at .*\.code$/, 'DESIGN 4, the list of codes for a request'],
  [/^output-missing at /, 'DESIGN 4, hot handover: T1 closes with a coded outcome'],
];

/** Where every fault is one that DESIGN 4 asks for: which of its rules. */
export const ruleOfDesign4 = ({ codes }: Outcome): string | undefined => {
  const rules = codes.map((code) => design4.find(([form]) => form.test(code))?.[1]);
  if (rules.length === 0 || rules.includes(undefined)) return undefined;
  return [...new Set(rules)].join('; ');
};

const overridden = (because: string, ...answers: string[]): Known => ({ kind: 'overridden', because, answers });
const disagree = (because: string, ...answers: string[]): Known => ({ kind: 'disagree', because, answers });

/** `422 required, not-supported` */
export const answerOf = ({ status, issues }: Outcome): string =>
  `${status}${issues.length > 0 ? ` ${[...new Set(issues)].join(', ')}` : ''}`;

const batch = overridden(
  'issue 3, coordinator’s side: a batch is offered; each of these entries is 404 in it',
  '200 not-found',
);
const subscription = overridden(
  'Subscriptions are not offered, polling is (issue 3): 404 not-supported, as R4 has it for a type',
  '404 not-supported',
);
const composition = disagree('Composition is not offered: 404 before anybody looks inside', '404 not-supported');

/** The other differences, each by the rows that it holds for. */
export const explained: readonly (readonly [RegExp, Known])[] = [
  [/UKCore-Bundle-Batch(POST)?-Example/, batch],
  [/^subscriptions\/|subscription-example\.json$/, subscription],
  [/composition-bser-referral-feedback/, composition],
  [
    /bundle-bser-referral-feedback-document/,
    disagree(
      'a document is no form of a referral here: 422 for the kind of Bundle before the Composition in it is judged',
      '422 invalid',
    ),
  ],
  [
    /VALREQ01|request-ValidationRequest/,
    disagree(
      'a request for validation asks for a response message, which the hub does not send: taken as a referral, not as that',
      ...['422 not-supported', '422 not-supported', '200'],
    ),
  ],
  [
    /BOOKREQRESP01/,
    disagree(
      'its faults are in Slot and Schedule, which are only kept: 422 because a searchset is no message',
      '422 invalid',
    ),
  ],
  [
    /communicationrequest-example/,
    disagree(
      'R4 has 404 for a resource type that a server does not offer, 405 for an interaction',
      '404 not-supported',
    ),
  ],
  [
    /COWAuthorizationCancellationTask/,
    overridden(
      'standards.md 13: the owner may always end its Task itself; it need not ask for the request to be revoked',
      '422 not-supported',
    ),
  ],
];

export const explanationOf = (file: string, outcomes: readonly Outcome[]): Explanation | undefined => {
  const known = explained.find(([form]) => form.test(file))?.[1];
  return known?.answers.join('|') === outcomes.map(answerOf).join('|') ? known : undefined;
};
