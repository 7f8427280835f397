import type { Extension, Flag, Task } from 'fhir/r4.js';
import {
  type Condition,
  conditions,
  isIn,
  type Judgement,
  judgements,
  type Setting,
  settings,
} from '../../../contracts/lifecycle/risk-settings.ts';
import { extensions } from '../../../contracts/systems.ts';
import { calendarDaysAfter, readInstant, span, today } from '../calendar.ts';
import { isRequestDetail } from '../coding.ts';
import type { AskedOwner } from '../decide/actions.ts';
import type { Referral } from '../referral.ts';
import { grownUp, hasReached } from '../request/age.ts';
import type { Refusal } from '../result.ts';
import { isSomebodysName } from '../said/correspondence.ts';

/** What somebody found who considered the risks for the setting of one onward request. */
interface Considered {
  readonly judgement: Judgement | undefined;
  readonly settings: readonly Setting[];
  readonly conditions: readonly Condition[];
  readonly by: string | undefined;
  readonly at: string | undefined;
  /** Whoever considered it says that the person is 18 or older. */
  readonly adult: boolean;
  /** Codes of ours that are none. */
  readonly strange: readonly string[];
}

export const isConsideration = ({ url }: Extension): boolean => url === extensions.risksConsidered;

export const consideredOf = ({ extension = [] }: Pick<Task, 'extension'>): Considered | undefined => {
  const parts = extension.find(isConsideration)?.extension;
  if (!parts) return undefined;
  const codes = (url: string) => parts.filter((e) => e.url === url).map((e) => e.valueCode ?? '');
  const [judgement] = codes('judgement');
  const strange = [
    ...codes('judgement').filter((code) => !isIn(judgements, code)),
    ...codes('setting').filter((code) => !isIn(settings, code)),
    ...codes('condition').filter((code) => !isIn(conditions, code)),
  ];
  return {
    judgement: isIn(judgements, judgement) ? judgement : undefined,
    settings: codes('setting').filter((code) => isIn(settings, code)),
    conditions: codes('condition').filter((code) => isIn(conditions, code)),
    by: parts.find((e) => e.url === 'by')?.valueString,
    at: parts.find((e) => e.url === 'at')?.valueDateTime,
    adult: parts.some((e) => e.url === 'adult' && e.valueBoolean === true),
    strange,
  };
};

const at = 'Task.extension';
const missing = (diagnostics: string): Refusal => ({ code: 'risks-not-considered', expression: at, diagnostics });
const oneOf = (table: object): string => Object.keys(table).join(', ');

/** What is said of the setting: nobody is sent where nobody can tell who will be there. */
const settingFaults = ({ settings: said }: Considered): Refusal[] => {
  if (said.length === 0) return [missing(`at least one setting (valueCode): ${oneOf(settings)}`)];
  return said.length > 1 && said.includes('none-of-these')
    ? [missing('none-of-these stands alone: name the settings that apply')]
    : [];
};

const judgementFaults = ({ judgement, conditions: on }: Considered): Refusal[] => {
  if (judgement === undefined) return [missing(`one judgement (valueCode): ${oneOf(judgements)}`)];
  if (judgement === 'suitable-if' && on.length === 0)
    return [missing(`suitable-if says on what conditions (valueCode): ${oneOf(conditions)}`)];
  return judgement !== 'suitable-if' && on.length > 0 ? [missing('a condition goes with suitable-if')] : [];
};

/** Times are written to the minute, so that is how they are compared. */
const cameAfter = ({ others }: Referral, when: string): boolean =>
  others.some(
    (r): r is Flag =>
      r.resourceType === 'Flag' &&
      isRequestDetail(r.code, 'needs-person-first') &&
      (readInstant(r.period?.start) ?? '').slice(0, 16) > when.slice(0, 16),
  );

const whenFaults = ({ at: said }: Considered, referral: Referral, now: string): Refusal[] => {
  if (said === undefined) return [];
  const { first, last } = span(said);
  if (last === '9999') return [missing('at (valueDateTime): the day or instant on which they were considered')];
  if (first > calendarDaysAfter(now, 1)) return [missing('at is in the future')];
  if (today(last) < today(referral.task.authoredOn ?? last)) return [missing('at is before the day of the referral')];
  return cameAfter(referral, last) ? [missing('a risk came after that: consider them again')] : [];
};

/** What keeps a request from a partner, as to risks to others. Nothing of it names the risk. */
export const riskFaults = (referral: Referral, task: Task, now: string): Refusal[] => {
  const found = consideredOf(task);
  if (!found)
    return [
      missing(
        `the Task needs ${extensions.risksConsidered} with judgement, setting and by; setting is one or more of ${oneOf(settings)}`,
      ),
    ];
  if ((task.extension ?? []).filter(isConsideration).length > 1)
    return [missing('one consideration of the risks, not several')];
  if (found.judgement === 'not-suitable') return [{ code: 'not-suitable', expression: at }];
  const strange = found.strange.map((): Refusal => ({ code: 'unknown-code', expression: at }));
  const nobody = isSomebodysName(found.by) ? [] : [missing('by (valueString): the name of who considered them')];
  return [
    ...strange.slice(0, 1),
    ...judgementFaults(found),
    ...settingFaults(found),
    ...nobody,
    ...whenFaults(found, referral, now),
  ];
};

/** Under 18: only who was checked for it. A birth date that leaves it open is no reason to guess. */
export const ageFaults = ({ patient }: Referral, task: Task, { ownerChecked }: AskedOwner, now: string): Refusal[] => {
  const isAdult = hasReached(grownUp, patient.birthDate ?? '', today(now));
  if (isAdult === true || ownerChecked === true) return [];
  if (isAdult === undefined && consideredOf(task)?.adult) return [];
  return [
    {
      code: 'not-checked-for-minors',
      expression: 'Task.owner',
      ...(isAdult === undefined
        ? { diagnostics: 'the birth date does not say that the person is 18: adult (valueBoolean) true says so' }
        : {}),
    },
  ];
};

/** Who does not say when they considered it does so now. */
export const datedAt = (consideration: Extension, now: string): Extension => {
  const parts = consideration.extension ?? [];
  return parts.some(({ url }) => url === 'at')
    ? consideration
    : { ...consideration, extension: [...parts, { url: 'at', valueDateTime: now }] };
};

/** Nobody comes to a home for which the risks were not considered, or were found to be too great. */
export const mayVisitAtHome = (task: Task): boolean => {
  const found = consideredOf(task);
  return found?.settings.includes('home-visit') === true && !found.conditions.includes('public-place');
};
