import type { Area } from './area.ts';
import { outwardCodePlaces } from './outward-codes.ts';
import { safeguardingOf } from './safeguarding.ts';
import { teamFaults } from './teams.ts';

const thrownBy = (made: () => unknown): string[] => {
  try {
    made();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : 'It cannot be read'];
  }
};

const outward = /^[A-Z]{1,2}\d[A-Z\d]?$/;
const practice = /^[A-Z]\d{5}$/;

const codeFaults = ({ eligibility: { outwardCodes, straddlingOutwardCodes, practices } }: Area): string[] => [
  ...[...outwardCodes, ...straddlingOutwardCodes]
    .filter((code) => !outward.test(code))
    .map((code) => `${code} is no outward code`),
  ...outwardCodes
    .filter((code) => straddlingOutwardCodes.includes(code))
    .map((code) => `${code} lies in the area whole, and partly: one of the two`),
  ...practices.filter((code) => !practice.test(code)).map((code) => `${code} is no code of a practice`),
];

/** Everything that cannot be of an area, at once; empty: a hub could be run for it. */
export const areaFaults = (area: Area): string[] => [
  ...codeFaults(area),
  ...teamFaults(area),
  ...thrownBy(() => safeguardingOf(area)),
];

/** What a hub runs without and somebody has to see to before it is for real people. */
export const areaToDo = (area: Area): string[] => [
  ...[...area.eligibility.outwardCodes, ...area.eligibility.straddlingOutwardCodes]
    .filter((code) => outwardCodePlaces[code] === undefined)
    .map((code) => `${code} has no place in outward-codes.ts: from there no distance is known`),
  ...(area.service.telephone.startsWith('01632 960')
    ? ['service.telephone is a number for drama: nobody answers it']
    : []),
  ...(/"telephone":"01632 960/.test(JSON.stringify(area.safeguarding)) ? ['safeguarding rings numbers for drama'] : []),
  ...(area.eligibility.practices.some((code) => /^[A-Z]99\d/.test(code))
    ? ['eligibility.practices holds made-up codes: list every practice of the area']
    : []),
];
