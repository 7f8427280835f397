/** What the setting is like in which a partner meets the person; whoever asks the partner declares it. Issue 6, risk to others. */
export const settings = {
  'children-present': 'Children are there',
  'home-visit': 'At the person’s home, or at somebody else’s',
  'lone-volunteer': 'A volunteer may be alone with the person',
  'none-of-these': 'In company, in a public place, without children',
} as const;
export type Setting = keyof typeof settings;

/** What a named person at the coordinator found, having considered the risks for that setting. */
export const judgements = {
  suitable: 'Suitable in this setting',
  'suitable-if': 'Suitable in this setting, on conditions',
  'not-suitable': 'Not suitable in this setting',
} as const;
export type Judgement = keyof typeof judgements;

/**
 * On what conditions: a code, never a text, because what the partner reads must not say what the risk is. Each is something
 * that an organiser can do, and none is a fact about the person.
 */
export const conditions = {
  'two-together': 'Two of you are there at all times; nobody is alone with the person',
  'public-place': 'You meet in a public place, never at a home',
  'no-children': 'No children are there',
  'daytime-only': 'You meet in the daytime only',
  'service-comes-along': 'Somebody of the service comes along to the first meeting',
  'ring-first': 'You ring the service before the first meeting',
} as const;
export type Condition = keyof typeof conditions;

export const isIn = <K extends string>(table: Readonly<Record<K, unknown>>, code: string | undefined): code is K =>
  code !== undefined && Object.hasOwn(table, code);
