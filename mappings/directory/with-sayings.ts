import type { Disputable, Saying } from '../../functions/domain/directory/who-wins.ts';
import { statuses } from './directory-status.ts';
import type { Service } from './profile.ts';

const words = ['name', 'description', 'email', 'url', 'fees'] as const;
const ages = ['minimum_age', 'maximum_age'] as const;

/** The service with what was said of it by hand, as far as that holds. What is said was read by the profile when it was said. */
export const withSayings = (service: Service, said: ReadonlyMap<Disputable, Saying>): Service => {
  const says = (field: Disputable): string | undefined => said.get(field)?.says[field];
  const status = statuses.find((one) => one === says('status'));
  const phone = says('phone');
  return {
    ...service,
    ...Object.fromEntries(words.flatMap((field) => (says(field) === undefined ? [] : [[field, says(field)]]))),
    ...Object.fromEntries(ages.flatMap((field) => (says(field) === undefined ? [] : [[field, Number(says(field))]]))),
    ...(status === undefined ? {} : { status }),
    ...(phone === undefined ? {} : { phones: [{ number: phone }] }),
  };
};
