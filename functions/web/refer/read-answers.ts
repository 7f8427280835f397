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

/** One part of the page: what was told in it, and what is wrong, by the field at which it is said. */
interface Part<T> {
  readonly told: T | undefined;
  readonly problems: Problems;
}

/** Notes what is wrong with a field; the first thing stands. */
const noting = () => {
  const problems: Record<string, string> = {};
  const wrong = (field: string, says: string | false | undefined): void => {
    if (says && problems[field] === undefined) problems[field] = says;
  };
  const part = <T>(told: T): Part<T> => ({ told: Object.keys(problems).length === 0 ? told : undefined, problems });
  return { wrong, part };
};

const longer = (text: string, most: number): string | false => text.length > most && forms.tooLong(most);

const readWho = (fields: Fields, now: string): Part<Pick<Answers, 'first' | 'last' | 'born' | 'nhsNumber'>> => {
  const { wrong, part } = noting();
  const [first, last, typed] = [lineIn(fields.first), lineIn(fields.last), lineIn(fields.born)];
  wrong('first', (first === '' && says.problems.first) || longer(first, longestLine));
  wrong('last', longer(last, longestLine));
  const born = dayTyped(typed);
  const isBirthday = born !== undefined && born <= today(now) && born >= '1900';
  wrong('born', typed !== '' && !isBirthday && says.problems.born);
  const nhsNumber = lineIn(fields.nhs).replace(/[\s-]/g, '');
  wrong('nhs', nhsNumber !== '' && !passesModulus11(nhsNumber) && says.problems.nhs);
  return part({ first, ...(last ? { last } : {}), ...(born ? { born } : {}), ...(nhsNumber ? { nhsNumber } : {}) });
};

const readReach = (fields: Fields): Part<Pick<Answers, 'telephone' | 'safety' | 'how'>> => {
  const { wrong, part } = noting();
  const safety = safeties.find((one) => one === fields.safe);
  const [telephone, how] = [lineIn(fields.phone), lineIn(fields.how)];
  const isNumber = telephoneForm.test(telephone) || (telephone === '' && safety === 'none');
  wrong('phone', !isNumber && says.problems.phone);
  wrong('safe', safety === undefined && says.problems.safe);
  wrong('how', (safety === 'none' && how === '' && says.problems.how) || longer(how, longestHow));
  return part({
    safety: safety ?? 'unknown',
    ...(telephone ? { telephone } : {}),
    ...(how ? { how } : {}),
  });
};

const readWhy = (fields: Fields, now: string): Part<Pick<Answers, 'matters' | 'reason' | 'risks' | 'recommended'>> => {
  const { wrong, part } = noting();
  const matters = textIn(fields.matters);
  wrong('matters', (matters === '' && says.problems.matters) || longer(matters, mostCharacters));
  const { reason = '' } = fields;
  wrong('reason', !isReferralReason(reason) && says.problems.reason);
  const risks = personFirstRisks.filter((risk) => fields[riskFields[risk]] !== undefined);
  const isNone = fields[noRisk] !== undefined;
  wrong(noRisk, isNone && risks.length > 0 && says.problems.bothRisks);
  wrong(noRisk, !isNone && risks.length === 0 && says.problems.risks);
  const typed = lineIn(fields.recommended);
  const day = dayTyped(typed);
  const isDay = day !== undefined && day.length === 10 && day <= today(now);
  wrong('recommended', typed !== '' && !isDay && says.problems.recommended);
  return part({
    ...{ matters, reason: isReferralReason(reason) ? reason : 'other', risks },
    recommended: day ?? today(now),
  });
};

/** Everything that is wrong at once, in the order of the page. */
export const readAnswers = (
  fields: Fields,
  now: string,
): { readonly problems: Problems; readonly answers?: Answers } => {
  const [who, reach, why] = [readWho(fields, now), readReach(fields), readWhy(fields, now)];
  const problems = { ...who.problems, ...reach.problems, ...why.problems };
  return who.told && reach.told && why.told
    ? { problems, answers: { ...who.told, ...reach.told, ...why.told } }
    : { problems };
};
