import { thisArea } from '../../contracts/areas/this-area.ts';
import { outcomes } from '../../contracts/lifecycle/codes.ts';
import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { shownBusinessStatuses, shownStatuses } from '../../contracts/lifecycle/shown.ts';
import { type BusinessStatus, businessStatuses, taskStatuses } from '../../contracts/lifecycle/statuses.ts';
import type { RequestItem } from '../../contracts/request-item.ts';
import { requestItems } from '../../contracts/request-items.ts';
import { timeoutMs } from '../../functions/delivery/guards.ts';
import { gaps } from '../../functions/delivery/steps.ts';
import { mostCharacters, mostInNotes } from '../../functions/domain/text-limits.ts';
import { mostEntries } from '../../functions/fhir/batch.ts';
import { mostPerPage } from '../../functions/fhir/reading/search/question.ts';
import { lagMs } from '../../functions/fhir/reading/search/searchset.ts';
import { mostValues } from '../../functions/fhir/rules/limits.ts';
import { largestBody } from '../../functions/http/exchange.ts';
import { deepest } from '../../functions/http/json-body.ts';
import { accessTokenSeconds } from '../../functions/identity/access-token.ts';
import { longestLifetime } from '../../functions/identity/client-assertion.ts';
import { messageDays, seenDays } from '../../functions/ledger/keys.ts';
import { roomForLarge } from '../../functions/ledger/room.ts';
import { commonSizes } from '../local/firewall/managed-rules.ts';
import { stageNamed } from '../stages.ts';
import { table, withSection } from './section.ts';

const ifMissing = {
  refuse: 'refused: 422 `missing-element`',
  warn: 'taken, with a warning; the service has to find it out',
  optional: 'taken; nothing is said',
} as const;

const exampleOf = ({ example: { patient, request, others = [] } }: RequestItem): string =>
  [patient, request, ...others].flatMap((part) => (part ? [`\`${JSON.stringify(part)}\``] : [])).join(' ');

export const withFields = (document: string): string =>
  withSection(
    document,
    'fields',
    table([
      ['PRSB item', 'where in FHIR', 'example', 'if it is missing'],
      ...Object.values<RequestItem>(requestItems).map((item) => [
        `${item.prsb}: ${item.says}`,
        `\`${item.path}\``,
        exampleOf(item),
        ifMissing[item.ifMissing],
      ]),
    ]),
  );

const besides = (status: (typeof taskStatuses)[number]): string =>
  Object.entries(businessStatuses)
    .filter(([, { with: statuses }]) => statuses.some((s) => s === status))
    .map(([code]) => `\`${code}\``)
    .join(', ');

const isBusinessStatus = (code: string): code is BusinessStatus => Object.hasOwn(businessStatuses, code);

export const withStatuses = (document: string): string => {
  const statuses = taskStatuses.map((status) => [`\`${status}\``, shownStatuses[status], besides(status)]);
  const businesses = Object.keys(businessStatuses)
    .filter(isBusinessStatus)
    .map((code) => [`\`${code}\``, shownBusinessStatuses[code] ?? '(nothing)']);
  const ends = Object.entries(outcomes).map(([code, display]) => [`\`${code}\``, display]);
  const drawn = withSection(
    document,
    'statuses',
    table([['status', 'show', 'business status beside it'], ...statuses]),
  );
  const more = withSection(drawn, 'business statuses', table([['business status', 'show'], ...businesses]));
  return withSection(more, 'outcomes', table([['outcome', 'show'], ...ends]));
};

const hours = (seconds: number): string => `${Math.round(seconds / 360) / 10} hours`;
const { throttle, requestsPerAddress } = stageNamed('live');

const limits: readonly (readonly [string, string])[] = [
  ['Body of a request', `${largestBody / 1024} KiB, ${mostValues} values, ${deepest} levels deep`],
  [
    'All that a referral holds',
    `about ${Math.round(roomForLarge / 1000)} KB compressed; then something large is 413, while ordinary acts go on; a further request without room becomes a referral of its own`,
  ],
  ['A text that you write, and a note on a Task', `${mostCharacters} characters; all notes on a Task ${mostInNotes}`],
  ['Entries of a batch', `${mostEntries}`],
  ['Matches on a page (`_count`)', `${mostPerPage}`],
  ['Access token', `${accessTokenSeconds / 60} minutes`],
  ['Client assertion: `exp` ahead', `at most ${longestLifetime / 60} minutes; each \`jti\` once`],
  ['A retry with the same `X-Request-Id` is known', `${seenDays} days at least`],
  [
    'Your message as it came is kept',
    `${messageDays} days; the referral itself for as long as the service keeps its records`,
  ],
  ['Bookmark of a poll begins before the question', `${lagMs / 1000} seconds: expect repeats`],
  ['Your endpoint has to answer within', `${timeoutMs / 1000} seconds`],
  [
    'A message is sent',
    `${gaps.length + 1} times in ${hours(gaps.reduce((sum, gap) => sum + gap, 0))}, then another way or a human`,
  ],
  ['Outputs and corrections after the end', `${deadlines.graceDays} days`],
  [
    'Path, query, and a body to any other path than `/FHIR/R4`',
    `${commonSizes.path}, ${commonSizes.query} and ${commonSizes.body} bytes; then 403 from the firewall`,
  ],
  ['Requests from one address in five minutes', `${requestsPerAddress}; then 403 from the firewall`],
  [
    'Requests in a minute for one practice',
    `${thisArea.quotas.practice}; then 429 \`too-many\`, \`Retry-After\`. Every answer says what is left: \`RateLimit-Policy\`, \`RateLimit\``,
  ],
  ['Requests in a minute of one software, for all its organisations', `${thisArea.quotas.client}; then the same`],
  ['Access tokens in a minute of one software', `${thisArea.quotas.tokens}; one lasts five minutes: keep it`],
  ['Requests of everybody in a second', `${throttle.rate}, for a moment ${throttle.burst}; then 429 \`too-many\``],
];

export const withLimits = (document: string): string =>
  withSection(document, 'limits', table([['what', 'limit'], ...limits.map((row) => [...row])]));
