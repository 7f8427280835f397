import message from '../examples/message.json' with { type: 'json' };
import smallest from '../examples/smallest-referral.json' with { type: 'json' };
import type { Snippet } from './error-page.ts';

const [person, asked] = smallest.entry;

/** The parts of the smallest referral that a snippet shows: those that it changes. */
export const partsOf = ({ patient, request, more = [] }: Snippet): object[] => [
  ...(patient ? [{ ...person?.resource, ...patient }] : []),
  ...(request && Object.keys(request).length > 0 ? [{ ...asked?.resource, ...request }] : []),
  ...more,
];

/** Whether it sends the smallest referral, changed or as it is. */
export const isReferral = ({ patient, request, more }: Snippet): boolean => Boolean(patient ?? request ?? more);

const referral = ({ patient, request, more = [] }: Snippet): object => ({
  ...smallest,
  entry: [
    { ...person, resource: { ...person?.resource, ...patient } },
    { ...asked, resource: { ...asked?.resource, ...request } },
    ...more.map((resource) => ({ resource, request: { method: 'POST', url: Reflect.get(resource, 'resourceType') } })),
  ],
});

/** A resource as it was read, with the changes of a snippet. */
export const changed = (read: Readonly<Record<string, unknown>>, changes: object): object => ({
  ...read,
  ...Object.fromEntries(
    Object.entries(changes).map(([name, value]) => {
      const before = read[name];
      return [name, Array.isArray(value) && Array.isArray(before) ? [...before, ...value] : value];
    }),
  ),
});

/** The whole body that a snippet stands for, but for what must be read first (`changes`). */
export const bodyOf = (snippet: Snippet): object | string | undefined => {
  const { body, example } = snippet;
  if (body !== undefined) return body;
  if (isReferral(snippet)) return referral(snippet);
  if (!example) return undefined;
  const text = JSON.stringify(message, undefined, 2);
  return example.says && example.insteadOf ? text.replace(example.insteadOf, example.says) : text;
};
