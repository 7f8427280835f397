import * as z from 'zod/mini';
import { organisationCode } from '../organisation-code.ts';
import { days, weekFaults } from './safeguarding-week.ts';

/** Who reads a safeguarding concern, at every hour of the week: configuration of an area, checked when the template is made. */

const line = z.string().check(z.regex(/^(?=.*\S)[^\p{Cc}\p{Cs}]{1,120}$/u));
const telephone = z.string().check(z.regex(/^\+?[0-9][0-9 ]{2,19}$/));
const code = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,40}$/));

/** `24:00` is the midnight at which a day ends. */
const time = z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/));
const hours = { days: z.array(z.enum(days)).check(z.minLength(1)), from: time, to: time };

/** Times of Europe/London. A bank holiday is a Sunday. */
const window = z.union([
  z.strictObject({
    ...hours,
    /** Readers by their code: the first is told first, each next one when nobody acknowledged in time. */
    readers: z.array(code).check(z.minLength(1)),
  }),
  /** Said, so that nobody can forget it: in these hours nobody reads. */
  z.strictObject({ ...hours, readers: z.literal('nobody') }),
]);

const route = z.strictObject({
  /**
   * Whom somebody rings who cannot wait until a concern is read; beside 999 and 111, which no area can take away. `at`: who answers
   * while the desk reads, or otherwise; whoever answers at the hour is said first.
   */
  ring: z.array(z.strictObject({ who: line, telephone, at: z.enum(['desk', 'otherwise']) })).check(z.minLength(1)),
  /** After so long without an acknowledgement the next reader is told. */
  acknowledgeWithin: z.strictObject({
    unsafe: z.strictObject({ minutes: z.int().check(z.minimum(5), z.maximum(60)) }),
    worried: z.strictObject({ hours: z.int().check(z.minimum(1), z.maximum(24)) }),
  }),
  rota: z.array(window).check(z.minLength(1)),
});

const reader = z.strictObject({
  /** The role, as people know it: said to whoever raises a concern. */
  role: line,
  /** Who may read: a token of this organisation opens the duty door, and of no other. */
  organisation: z.string().check(z.regex(organisationCode)),
  /** How it is told that something waits; what is sent holds an id and nothing else. */
  reached: z.union([
    z.strictObject({ mail: z.string().check(z.regex(/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/)) }),
    z.strictObject({ webhook: z.url() }),
  ]),
});

const rule = z.strictObject({ readers: z.record(code, reader), adults: route, children: route });

export type SafeguardingRule = z.infer<typeof rule>;
export type SafeguardingRoute = SafeguardingRule['adults'];
export type Window = SafeguardingRoute['rota'][number];
export type Reader = SafeguardingRule['readers'][string];
export const routes = ['adults', 'children'] as const;
export type RouteName = (typeof routes)[number];

const isStaffed = ({ readers }: Window): boolean => readers !== 'nobody';

const readersOf = ({ rota }: SafeguardingRoute): string[] => [
  ...new Set(rota.flatMap(({ readers }) => (readers === 'nobody' ? [] : readers))),
];

const routeFaults = (name: RouteName, { readers, [name]: route }: SafeguardingRule): string[] => {
  const named = readersOf(route);
  const unknown = named.filter((one) => !Object.hasOwn(readers, one));
  const organisations = new Set(named.map((one) => readers[one]?.organisation));
  return [
    ...weekFaults(route.rota).map((fault) => `${name}: ${fault}`),
    ...unknown.map((one) => `${name}: the rota names ${one}, who is not among the readers`),
    ...(route.rota.some(isStaffed) ? [] : [`${name}: nobody ever reads; the route cannot be switched off`]),
    // A concern about the readers' own organisation is never shown to it, and has to be read all the same.
    ...(organisations.size === 1
      ? [`${name}: all readers are of one organisation; who reads a concern about it?`]
      : []),
  ];
};

/** Link workers' software has the coordinator's token: with it every one of them could read concerns. */
const ownFaults = ({ readers }: SafeguardingRule, coordinator: string): string[] =>
  Object.entries(readers)
    .filter(([, { organisation }]) => organisation === coordinator)
    .map(([name]) => `readers: ${name} is of the coordinator ${coordinator}, whose link workers may not read concerns`);

const unreadable = (issue: z.core.$ZodIssue): string => {
  const where = issue.path.join('.') || 'safeguarding';
  if (issue.code !== 'unrecognized_keys') return `${where} is missing, or not as it must be`;
  return `${where} knows no ${issue.keys.join(', ')}; the route cannot be switched off`;
};

/**
 * The rule of an area. What leaves an hour of the week open, contradicts itself, or would switch the route off, throws: with it
 * neither the template is made nor a function starts.
 */
export const safeguardingOf = (area: {
  readonly coordinator: string;
  readonly safeguarding: unknown;
}): SafeguardingRule => {
  const read = rule.safeParse(area.safeguarding);
  const faults = read.success
    ? [...routes.flatMap((name) => routeFaults(name, read.data)), ...ownFaults(read.data, area.coordinator)]
    : read.error.issues.map(unreadable);
  if (faults.length > 0 || !read.success)
    throw new Error(`The safeguarding route of this area cannot be: ${faults.join('; ')}`);
  return read.data;
};
