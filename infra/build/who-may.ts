import { allDeeds } from '../../contracts/authority/deeds.ts';
import { allRoles, reachOf } from '../../contracts/authority/roles.ts';
import { staff } from '../../contracts/authority/staff.ts';
import { deedWords, roleWords } from '../../contracts/authority/words.ts';
import { table, withSection } from './section.ts';

/** A row for each deed, a column for each role: as the program asks it. */
const matrix = (): string =>
  table([
    ['deed', ...allRoles],
    ...allDeeds.map((deed) => [
      `\`${deed}\`: ${deedWords[deed]}`,
      ...allRoles.map((role) => {
        const reach = reachOf(role, deed);
        return reach ?? '';
      }),
    ]),
  ]);

const names = (): string =>
  table([
    ['role', 'who', 'may be named by people of'],
    ...allRoles.map((role) => [
      `\`${role}\``,
      roleWords[role],
      Object.entries(staff)
        .filter(([, possible]) => possible.some((one) => one === role))
        .map(([kind]) => `a ${kind}`)
        .join(', '),
    ]),
  ]);

export const withAuthority = (document: string): string =>
  withSection(withSection(document, 'roles', names()), 'who may do what', matrix());
