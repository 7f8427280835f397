import { personFirstRisks } from '../../../contracts/lifecycle/codes.ts';
import { isReferralReason } from '../../../contracts/lifecycle/reasons.ts';
import type { Told } from '../../../mappings/page/told.ts';
import { today } from '../../domain/calendar.ts';
import { passesModulus11 } from '../../domain/request/nhs-number.ts';
import { dayTyped } from '../forms/day-typed.ts';
import type { Problems } from '../forms/problems.ts';
import { lineIn, textIn } from '../forms/typed.ts';
import { words } from '../words/words.ts';

type Fields = Readonly<Record<string, string>>;
type Risk = (typeof personFirstRisks)[number];

const { refer: says, forms } = words;

export const mostCharacters = 2000;
const longestLine = 200;
const longestHow = 300;

/** Names of the fields of a page; the checkboxes of risks have one each, so that no name comes twice. */
export const riskFields: Readonly<Record<Risk, string>> = {
  'risk-to-self': 'risk-self',
  'risk-to-others': 'risk-others',
  safeguarding: 'risk-safeguarding',
};
export const noRisk = 'risk-none';
const safeties = ['safe', 'unknown', 'none'] as const;

/** What everybody is asked, whoever asks. */
export type Answers = Pick<
  Told,
  | 'first'
  | 'last'
  | 'born'
  | 'nhsNumber'
  | 'telephone'
  | 'safety'
  | 'how'
  | 'matters'
  | 'reason'
  | 'risks'
  | 'recommended'
>;

const telephoneForm = /^\+?[\d\s()./-]{5,30}$/;
const risksIn = (fields: Fields): Risk[] => personFirstRisks.filter((risk) => fields[riskFields[risk]] !== undefined);

/** Everything that is wrong at once, by the field at which it is said. */
export const readAnswers = (
  fields: Fields,
  now: string,
): { readonly problems: Problems; readonly answers?: Answers } => {
  const problems: Record<string, string> = {};
  const line = (field: string, most: number, missing?: string): string => {
    const text = lineIn(fields[field]);
    if (text === '' && missing) problems[field] = missing;
    if (text.length > most) problems[field] = forms.tooLong(most);
    return text;
  };
  const first = line('first', longestLine, says.problems.first);
  const last = line('last', longestLine);
  const bornTyped = line('born', longestLine);
  const born = dayTyped(bornTyped);
  if (bornTyped !== '' && (born === undefined || born > today(now) || born < '1900'))
    problems.born = says.problems.born;
  const nhsNumber = lineIn(fields.nhs).replace(/[\s-]/g, '');
  if (nhsNumber !== '' && !passesModulus11(nhsNumber)) problems.nhs = says.problems.nhs;
  const safety = safeties.find((one) => one === fields.safe);
  const telephone = line('phone', 40, safety === 'none' ? undefined : says.problems.phone);
  if (telephone !== '' && !telephoneForm.test(telephone)) problems.phone = says.problems.phone;
  if (safety === undefined) problems.safe = says.problems.safe;
  const how = line('how', longestHow, safety === 'none' ? says.problems.how : undefined);
  const matters = textIn(fields.matters);
  if (matters === '') problems.matters = says.problems.matters;
  if (matters.length > mostCharacters) problems.matters = forms.tooLong(mostCharacters);
  const { reason = '' } = fields;
  if (!isReferralReason(reason)) problems.reason = says.problems.reason;
  const risks = risksIn(fields);
  const isNone = fields[noRisk] !== undefined;
  if (isNone === risks.length > 0) problems[noRisk] = isNone ? says.problems.bothRisks : says.problems.risks;
  const dayOf = dayTyped(lineIn(fields.recommended));
  const isDay = dayOf !== undefined && dayOf.length === 10 && dayOf <= today(now);
  if (lineIn(fields.recommended) !== '' && !isDay) problems.recommended = says.problems.recommended;
  if (Object.keys(problems).length > 0 || safety === undefined || !isReferralReason(reason)) return { problems };
  return {
    problems,
    answers: {
      ...{ first, safety, matters, reason, risks, recommended: dayOf ?? today(now) },
      ...(last ? { last } : {}),
      ...(born ? { born } : {}),
      ...(nhsNumber ? { nhsNumber } : {}),
      ...(telephone ? { telephone } : {}),
      ...(how ? { how } : {}),
    },
  };
};
