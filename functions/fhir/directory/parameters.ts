import { isAccessFact } from '../../../contracts/directory/access.ts';
import { isNeed } from '../../../contracts/directory/needs.ts';
import { systems } from '../../../contracts/systems.ts';
import { reachOf } from '../../domain/directory/distance.ts';
import { waysToMeet } from '../../domain/directory/entry.ts';
import { outwardCode } from '../../domain/request/postcode.ts';
import type { Asked } from '../interaction.ts';
import { readBound } from '../reading/search/last-updated.ts';

/** One parameter of a search of services: what it takes, and whether it only means something where services are ranked. */
interface ServiceParameter {
  readonly type: Asked['parameters'][string]['type'];
  readonly documentation?: string;
  /** What a value must be, in words; for who sent another. */
  readonly form: string;
  readonly isUsable: (value: string) => boolean;
  /** May be given more than once, or with commas. */
  readonly many?: true;
  /** Says what would suit somebody, by which those that fit are chosen and ordered: without `service-type` there is nothing to choose for. */
  readonly ofRanking?: true;
}

/** `system|code` or a code alone. */
export const codeIn = (system: string, value: string): string | undefined => {
  const [first = '', second] = value.split('|');
  if (second === undefined) return first;
  return first === system ? second : undefined;
};

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const isId = (value: string): boolean => /^[A-Za-z0-9.-]{1,64}$/.test(value);

export const serviceParameters = {
  _id: { type: 'token', form: 'an id', isUsable: isId, many: true },
  identifier: { type: 'token', form: 'system|value, the id that the directory itself has', isUsable: (v) => v !== '' },
  name: { type: 'string', form: 'part of a name', isUsable: (v) => v.trim().length > 0 && v.length <= 100 },
  organization: { type: 'reference', form: 'Organization/<id>', isUsable: (v) => isId(v.replace('Organization/', '')) },
  'service-type': {
    ...{ type: 'token', form: 'codes of needs', many: true },
    documentation: `Codes of ${systems.need}: what somebody looks for. Answers at most five that fit, best first, each with why.`,
    isUsable: (value) => isNeed(codeIn(systems.need, value)),
  },
  characteristic: {
    ...{ type: 'token', form: 'codes of access', many: true, ofRanking: true },
    documentation: `Codes of ${systems.directoryAccess}: what somebody needs to take part. What is not known is not left out, but comes later. Only with service-type.`,
    isUsable: (value) => isAccessFact(codeIn(systems.directoryAccess, value)),
  },
  from: {
    ...{ type: 'string', form: 'an outward code such as GL3, never a whole postcode', ofRanking: true },
    documentation:
      'Where somebody lives: the first half of a postcode. A parameter of Handover; a whole postcode is refused. Only with service-type.',
    isUsable: (value) => /^[A-Za-z]{1,2}\d[A-Za-z\d]?$/.test(value) && outwardCode(value) !== undefined,
  },
  age: {
    ...{
      type: 'number',
      form: 'whole years',
      ofRanking: true,
      documentation: 'A parameter of Handover: who is too young or too old is not shown it. Only with service-type.',
    },
    isUsable: (value) => /^\d{1,3}$/.test(value) && Number(value) <= 130,
  },
  day: {
    ...{
      type: 'token',
      form: weekdays.join(', '),
      many: true,
      ofRanking: true,
      documentation: 'A parameter of Handover: days that suit. Only with service-type.',
    },
    isUsable: (value) => weekdays.includes(value),
  },
  way: {
    ...{
      type: 'token',
      form: waysToMeet.join(', '),
      ofRanking: true,
      documentation: 'A parameter of Handover: how somebody would meet it. Only with service-type.',
    },
    isUsable: (value) => waysToMeet.some((one) => one === value),
  },
  transport: {
    ...{ type: 'token', form: 'none, bus, car', ofRanking: true },
    documentation: 'A parameter of Handover: how somebody gets about. Only with service-type.',
    isUsable: (value) => Object.hasOwn(reachOf, value),
  },
  not: {
    ...{ type: 'token', form: 'ids of services', many: true, ofRanking: true },
    documentation: 'A parameter of Handover: services that must not be offered. Only with service-type.',
    isUsable: isId,
  },
  _lastUpdated: { type: 'date', form: 'ge and an instant', isUsable: (value) => readBound(value).ok, many: true },
} as const satisfies Record<string, ServiceParameter>;
export type ServiceParameterName = keyof typeof serviceParameters;

const table: Readonly<Record<string, ServiceParameter>> = serviceParameters;
export const parameterOf = (name: string): ServiceParameter | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** As the CapabilityStatement says them; that of the last change stands on every search. */
export const askedOfServices: Asked = {
  parameters: Object.fromEntries(
    Object.entries(table).flatMap(([name, { type, documentation }]) =>
      name === '_lastUpdated' ? [] : [[name, { type, ...(documentation === undefined ? {} : { documentation }) }]],
    ),
  ),
  includes: [],
};
