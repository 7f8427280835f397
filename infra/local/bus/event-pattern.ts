/**
 * EventBridge patterns, as far as the template uses them: values, nested objects, and the operators below. An operator
 * that is not here throws when the rule is read, so it stops the start instead of matching wrongly.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
type Test = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An array in an event matches if one of its items does; a field that is absent matches only `exists: false`. */
const any = (value: unknown, test: Test): boolean => (Array.isArray(value) ? value.some(test) : test(value));

const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  throw new Error(`An event pattern compares with ${JSON.stringify(value)}, which infra/local does not match`);
};

const operators: Readonly<Record<string, (argument: unknown) => Test>> = {
  prefix: (argument) => {
    const start = text(argument);
    return (value) => any(value, (item) => typeof item === 'string' && item.startsWith(start));
  },
  suffix: (argument) => {
    const end = text(argument);
    return (value) => any(value, (item) => typeof item === 'string' && item.endsWith(end));
  },
  exists: (argument) => (value) => (value !== undefined) === argument,
  'anything-but': (argument) => {
    const refused = Array.isArray(argument) ? argument : [argument];
    if (refused.some(isRecord))
      throw new Error('An event pattern nests an operator in anything-but, which infra/local does not match');
    return (value) => value !== undefined && any(value, (item) => !refused.includes(item));
  },
};

const alternative = (pattern: unknown): Test => {
  if (!isRecord(pattern)) return (value) => any(value, (item) => item === pattern);
  const [[name, argument] = ['', undefined], ...others] = Object.entries(pattern);
  const operator = operators[name];
  if (!operator || others.length > 0) {
    throw new Error(`An event pattern uses ${JSON.stringify(pattern)}, which infra/local does not match`);
  }
  return operator(argument);
};

/** Compiles a pattern once; the result says whether an event matches. Every field of the pattern must. */
export const eventPattern = (pattern: Readonly<Record<string, unknown>>): Test => {
  const fields = Object.entries(pattern).map(([name, expected]) => [name, field(name, expected)] as const);
  return (event) => fields.every(([name, test]) => test(isRecord(event) ? event[name] : undefined));
};

const field = (name: string, expected: unknown): Test => {
  if (name.startsWith('$')) throw new Error(`An event pattern uses ${name}, which infra/local does not match`);
  if (isRecord(expected)) return eventPattern(expected);
  if (!Array.isArray(expected)) throw new Error(`In an event pattern ${name} must be a list or an object`);
  const tests = expected.map(alternative);
  return (value) => tests.some((test) => test(value));
};
