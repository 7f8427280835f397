import type { Disputable, Saying } from '../../functions/domain/directory/who-wins.ts';
import { statuses } from './directory-status.ts';
import type { Service } from './profile.ts';

const words = ['name', 'description', 'email', 'url', 'fees'] as const;
const ages = ['minimum_age', 'maximum_age'] as const;

/**
 * The service with what was said of it by hand, as far as that holds. What is said was read by the profile when it was said; of what was
 * said as nothing there is none.
 */
export const withSayings = (service: Service, said: ReadonlyMap<Disputable, Saying>): Service => {
  const says = (field: Disputable): string | undefined => said.get(field)?.says[field];
  const status = statuses.find((one) => one === says('status'));
  const read = <T>(fields: readonly Disputable[], value: (said: string) => T) =>
    fields.flatMap((field) => {
      const one = says(field);
      return one === undefined
        ? []
        : [[field === 'phone' ? 'phones' : field, one === '' ? undefined : value(one)] as const];
    });
  return {
    ...service,
    ...Object.fromEntries(read(words, String)),
    ...Object.fromEntries(read(ages, Number)),
    ...Object.fromEntries(read(['phone'], (number) => [{ number }])),
    ...(status === undefined ? {} : { status }),
  };
};
