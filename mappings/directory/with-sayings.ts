import { accessFacts, isAccessFact } from '../../contracts/directory/access.ts';
import type { Disputable, Saying } from '../../functions/domain/directory/who-wins.ts';
import { daysIn } from './days.ts';
import { statuses } from './directory-status.ts';
import type { Service } from './profile.ts';

const words = ['name', 'description', 'email', 'url', 'fees'] as const;
const ages = ['minimum_age', 'maximum_age'] as const;

/** Times of the days that were said stay; other days go, also in what is shown to anybody as Open Referral; of a new one no time is known. */
const onDays = (service: Service, said: string): Service => {
  const wanted = daysIn(said);
  type Schedules = Service['schedules'];
  const ofThese = (schedules: Schedules = []) =>
    schedules.filter(({ byday }) => daysIn(byday).every((day) => wanted.includes(day)));
  const places = service.service_at_locations?.map(({ schedules, ...place }) => {
    const left = ofThese(schedules);
    return left.length > 0 ? { ...place, schedules: left } : place;
  });
  const kept = ofThese(service.schedules);
  const timed = [...kept, ...(places ?? []).flatMap((place) => ('schedules' in place ? place.schedules : []))];
  const untimed = wanted.filter((day) => !timed.some(({ byday }) => daysIn(byday).includes(day)));
  const schedules = [...kept, ...(untimed.length > 0 ? [{ freq: 'WEEKLY' as const, byday: untimed.join(',') }] : [])];
  const { schedules: _, ...rest } = service;
  return {
    ...rest,
    ...(schedules.length > 0 ? { schedules } : {}),
    ...(places ? { service_at_locations: places } : {}),
  };
};

/** What its places offer, in the words of the codes that were said, and nothing else of it. */
const withAccess = (service: Service, said: string): Service => {
  const description = said
    .split(',')
    .map((one) => one.trim())
    .filter(isAccessFact)
    .map((code) => accessFacts[code].display)
    .join('. ');
  return {
    ...service,
    ...(service.service_at_locations
      ? {
          service_at_locations: service.service_at_locations.map((place) => {
            if (!place.location) return place;
            const { accessibility: _, ...location } = place.location;
            return {
              ...place,
              location: description === '' ? location : { ...location, accessibility: [{ description }] },
            };
          }),
        }
      : {}),
  };
};

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
  const days = says('days');
  const access = says('access');
  const met = days === undefined ? service : onDays(service, days);
  return {
    ...(access === undefined ? met : withAccess(met, access)),
    ...Object.fromEntries(read(words, String)),
    ...Object.fromEntries(read(ages, Number)),
    ...Object.fromEntries(read(['phone'], (number) => [{ number }])),
    ...(status === undefined ? {} : { status }),
  };
};
