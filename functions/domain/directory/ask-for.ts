import type { AccessFact } from '../../../contracts/directory/access.ts';
import type { Need } from '../../../contracts/directory/needs.ts';
import { needsForReasons } from '../../../contracts/directory/needs-for-reasons.ts';
import { isReferralReason } from '../../../contracts/lifecycle/reasons.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn } from '../coding.ts';
import { accessNeedTexts } from '../contact/access-needs.ts';
import { organisationOf, type Referral } from '../referral.ts';
import { outwardCode } from '../request/postcode.ts';
import { wasSent } from '../tasks/never-sent.ts';
import type { Ask } from './ask.ts';

/** Of what groups are told a person needs (contracts/lifecycle/access-needs.ts): what a directory says of its places. */
const factsFor: Readonly<Record<string, AccessFact>> = {
  ...{ 'step-free': 'step-free', 'step-free way in': 'step-free', 'wheelchair access': 'step-free', lift: 'step-free' },
  ...{ 'accessible toilet': 'toilet', 'hearing loop': 'hearing-loop', 'parking close by': 'parking' },
  ...{ 'bsl interpreter': 'bsl', 'sign language interpreter': 'bsl', interpreter: 'interpreter' },
  ...{ 'assistance dog': 'guide-dog', 'guide dog': 'guide-dog', 'help with transport': 'fetches-people' },
};

const accessOf = ({ patient }: Referral): AccessFact[] => {
  const facts = accessNeedTexts(patient).flatMap((said) => factsFor[said.trim().toLowerCase()] ?? []);
  return [...new Set(facts)];
};

/** What is looked for, as whoever referred gave the reason. */
export const needsOf = ({ request }: Pick<Referral, 'request'>): Need[] => {
  const reasons = (request.reasonCode ?? []).map((one) => codeIn(systems.reason, one) ?? '').filter(isReferralReason);
  return [...new Set(reasons.flatMap((reason) => needsForReasons[reason]))];
};

/** Only where the whole date is known: a group is not ruled out by a guess. */
const ageOn = (birthDate: string | undefined, today: string): number | undefined => {
  if (birthDate === undefined || birthDate.length !== 10 || birthDate > today) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
};

/** Organisations that were asked for this person, or are about to be, whatever they answered: none is offered a second time. */
export const askedBefore = ({ onward }: Pick<Referral, 'onward'>): Set<string> =>
  new Set(
    onward
      .filter(({ task }) => task.status === 'draft' || wasSent(task))
      .flatMap(({ task }) => organisationOf(task.owner) ?? []),
  );

/** Where people live is told to nobody but this hub's own directory, by the first half of the postcode. */
export const askFor = (
  referral: Referral,
  { needs, today, places }: { needs: readonly Need[]; today: string; places: Readonly<Record<string, Ask['at']>> },
): Ask => {
  const from = (referral.patient.address ?? [])
    .filter(({ use }) => use === undefined || use === 'home')
    .flatMap(({ postalCode = '' }) => outwardCode(postalCode) ?? [])[0];
  const [at, age] = [from === undefined ? undefined : places[from], ageOn(referral.patient.birthDate, today)];
  return {
    ...{ needs, access: accessOf(referral) },
    ...(from === undefined ? {} : { from }),
    ...(at === undefined ? {} : { at }),
    ...(age === undefined ? {} : { age }),
  };
};
