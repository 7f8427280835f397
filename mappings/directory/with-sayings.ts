import type { Disputable, Saying } from '../../functions/domain/directory/who-wins.ts';
import { readService, type Service } from './profile.ts';

/** Those that stand in the standard's own service under the same name. */
const ofService = ['name', 'description', 'status', 'email', 'url', 'fees', 'minimum_age', 'maximum_age'] as const;

/** The service with what was said of it by hand, as far as that holds; read like a feed's, so that nothing else comes in that way. */
export const withSayings = (service: Service, said: ReadonlyMap<Disputable, Saying>): Service => {
  const changed = ofService.flatMap((field) => {
    const value = said.get(field)?.says[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  const phone = said.get('phone')?.says.phone;
  if (changed.length === 0 && phone === undefined) return service;
  const whole = {
    ...service,
    ...Object.fromEntries(changed),
    ...(phone === undefined ? {} : { phones: [{ number: phone }] }),
  };
  return readService(whole, '', () => undefined) ?? service;
};
