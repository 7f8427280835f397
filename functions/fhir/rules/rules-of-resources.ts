import { isSurelyAfter } from './instants.ts';
import type { Rule } from './rule.ts';
import { has, type Node, nodes, string } from './tree.ts';

const oneOf = (node: Node, ...elements: string[]): boolean => elements.some((element) => has(node, element));

const notAtHome: Rule['holds'] = ({ use }) => use !== 'home';

/** Invariants of R4 by where they apply; the keys and words are those of the specification. */
export const rulesOfResources: Readonly<Record<string, readonly Rule[]>> = {
  Appointment: [
    {
      key: 'app-2',
      says: 'Either start and end are specified, or neither.',
      holds: (a) => has(a, 'start') === has(a, 'end'),
    },
    {
      key: 'app-3',
      says: 'Only proposed or cancelled appointments or those on a waiting list can be without start and end.',
      holds: (a) => (has(a, 'start') && has(a, 'end')) || isOneOf(a.status, ['proposed', 'cancelled', 'waitlist']),
    },
    {
      key: 'app-4',
      says: 'A reason for cancellation is only given for an appointment that was cancelled or missed.',
      at: 'cancelationReason',
      holds: (a) => !has(a, 'cancelationReason') || isOneOf(a.status, ['noshow', 'cancelled']),
    },
    {
      key: 'per-1',
      says: 'The start is not after the end.',
      at: 'end',
      holds: (a) => inOrder(a, 'start', 'end'),
    },
  ],
  'Appointment.participant': [
    { key: 'app-1', says: 'A participant has a type or an actor.', holds: (p) => oneOf(p, 'type', 'actor') },
  ],
  'CarePlan.activity': [
    {
      key: 'cpl-3',
      says: 'An activity has a reference or a detail, not both.',
      holds: (a) => !has(a, 'detail') || !has(a, 'reference'),
    },
  ],
  Consent: [
    { key: 'ppc-1', says: 'A Consent has a policy or a policyRule.', holds: (c) => oneOf(c, 'policy', 'policyRule') },
  ],
  Observation: [
    {
      key: 'obs-6',
      says: 'A dataAbsentReason is only given where there is no value.',
      at: 'dataAbsentReason',
      holds: (o) => !has(o, 'dataAbsentReason') || !hasValue(o),
    },
  ],
  'Observation.referenceRange': [
    {
      key: 'obs-3',
      says: 'A reference range has a low, a high or a text.',
      holds: (r) => oneOf(r, 'low', 'high', 'text'),
    },
  ],
  Organization: [
    {
      key: 'org-1',
      says: 'An Organization has a name or an identifier.',
      holds: (o) => oneOf(o, 'name', 'identifier'),
    },
  ],
  'Organization.address': [
    { key: 'org-2', says: 'The address of an organization is never of use "home".', at: 'use', holds: notAtHome },
  ],
  'Organization.telecom': [
    { key: 'org-3', says: 'The telecom of an organization is never of use "home".', at: 'use', holds: notAtHome },
  ],
  'Patient.contact': [
    {
      key: 'pat-1',
      says: "A contact has the contact's details or a reference to an organization.",
      holds: (c) => oneOf(c, 'name', 'telecom', 'address', 'organization'),
    },
  ],
  ServiceRequest: [
    {
      key: 'prr-1',
      says: 'orderDetail is only given where there is a code.',
      at: 'orderDetail',
      holds: (r) => !has(r, 'orderDetail') || has(r, 'code'),
    },
  ],
  Task: [
    {
      key: 'inv-1',
      says: 'lastModified is not before authoredOn.',
      at: 'lastModified',
      holds: (t) => inOrder(t, 'authoredOn', 'lastModified'),
    },
  ],
};

const isOneOf = (value: unknown, codes: readonly string[]): boolean => codes.some((code) => code === value);

const hasValue = (node: Node): boolean => Object.keys(node).some((name) => /^_?value[A-Z]/.test(name));

/** Holds too where one of the two is missing. */
export const inOrder = (node: Node, first: string, second: string): boolean =>
  !isSurelyAfter(string(node, first) ?? '', string(node, second) ?? '');

/** Items nest to any depth, so their rule goes by name. */
export const ruleOfItems: Rule = {
  key: 'qrs-1',
  says: 'Nested items stand below the item or below its answer, not both.',
  holds: (item) => nodes(item, 'answer').length === 0 || nodes(item, 'item').length === 0,
};
