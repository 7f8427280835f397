import { expect, test } from 'vitest';
import { declineReasons, meetingModes } from '../../../contracts/lifecycle/codes.ts';
import { businessStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { openapi } from '../../../contracts/partner-api/openapi.ts';
import { plainly, stopReasons } from '../../../contracts/partner-api/words.ts';
import type { RefusalCode } from '../../../contracts/refusals.ts';
import { refusals } from '../../../contracts/refusals.ts';
import { base } from '../../../contracts/systems.ts';
import { fault, issueOf } from '../../../functions/http/issues.ts';
import { inPlainWords } from '../../../functions/partner/language.ts';

/** DESIGN 4: words that no group reads. "Handover" is a name; "refer" as in "refers to" is no referral. */
const forbidden =
  /referral|\bDNA\b|no[- ]?show|non-engagement|\bTasks?\b|FHIR|onward|Bundle|statusReason|did not attend/i;
const codes = Object.keys(refusals) as RefusalCode[];
/** Said only to senders of referrals, never in answer to a group; their text names what they are about. */
const elsewhere: RefusalCode[] = [
  ...(['not-our-service', 'not-eligible', 'need-missing', 'chases-missing'] as const),
  ...(['type-not-offered', 'already-open'] as const),
];

test.each(codes.filter((code) => !elsewhere.includes(code)))('the refusal %s is said in plain words', (code) => {
  expect(plainly(code, refusals[code].says)).not.toMatch(forbidden);
  expect(inPlainWords(issueOf({ code })).says).not.toMatch(forbidden);
});

test('a fault of ours is said as it is', () => {
  expect(inPlainWords(fault)).toEqual(fault);
});

test('nothing that a group’s developer reads in the API document uses the words either', () => {
  expect(JSON.stringify(openapi()).replaceAll(base, '')).not.toMatch(forbidden);
});

test('every reason to stop stands with a status that the ledger knows', () => {
  for (const { businessStatus, display } of Object.values(stopReasons)) {
    expect(businessStatuses[businessStatus].with).toEqual(expect.arrayContaining(['cancelled', 'failed']));
    expect(display).not.toMatch(forbidden);
  }
  for (const { display } of Object.values(declineReasons)) expect(display).not.toMatch(forbidden);
  for (const display of Object.values(meetingModes)) expect(display).not.toMatch(forbidden);
});
