import { isAccessFact } from '../../contracts/directory/access.ts';
import { isNeed } from '../../contracts/directory/needs.ts';
import { organisationCode } from '../../contracts/organisation-code.ts';
import { days } from '../../functions/domain/directory/entry.ts';
import type { Disputable } from '../../functions/domain/directory/who-wins.ts';
import { readItem } from './item.ts';
import type { Service } from './profile.ts';
import { whys } from './read.ts';

const listed = (value: string): string[] => value.split(',').map((one) => one.trim());

const ofCodes: Readonly<Partial<Record<Disputable, (code: string) => boolean>>> = {
  needs: isNeed,
  access: isAccessFact,
  days: (code) => days.some((day) => day === code),
  successor: (key) => /^d\.[A-Za-z0-9.-]{1,62}$/.test(key),
  partner: (code) => organisationCode.test(code),
};

/** What is wrong with what somebody would say of a service by hand; empty: it may be said. Read like what a feed says. */
export const faultsOfSaying = (service: Service, says: Readonly<Partial<Record<Disputable, string>>>): string[] => {
  const { phone, ...rest } = says;
  const item = readItem({ ...service, ...rest, ...(phone === undefined ? {} : { phones: [{ number: phone }] }) });
  const faults = item.kind === 'service' ? item.warnings : item.faults;
  return [
    ...faults.map(({ at, why }) => `${at} ${whys[why]}`),
    ...Object.entries(ofCodes).flatMap(([field, isCode]) =>
      listed(says[field as Disputable] ?? '')
        .filter((code) => code !== '' && !isCode(code))
        .map((code) => `${field}: ${code} is none`),
    ),
  ];
};
