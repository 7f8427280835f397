/** What a template may refer to. */
export interface Scope {
  /** `Ref`: a parameter, pseudo parameter or resource. */
  ref(name: string): string;
  /** `Fn::GetAtt`. */
  attribute(resource: string, name: string): string;
  /** The first argument of `Fn::If`. */
  holds(condition: string): boolean;
}

const noValue = Symbol('AWS::NoValue');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A template value with every intrinsic function carried out. One that is not known here throws: it would be wrong in silence. */
export const resolve = (value: unknown, scope: Scope): unknown => {
  const resolved = resolveAny(value, scope);
  return resolved === noValue ? undefined : resolved;
};

const resolveAny = (value: unknown, scope: Scope): unknown => {
  if (Array.isArray(value)) return value.map((item) => resolveAny(item, scope)).filter((item) => item !== noValue);
  if (!isRecord(value)) return value;
  const [name, ...others] = Object.keys(value);
  if (name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
    return call(name, value[name], scope);
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, resolveAny(inner, scope)] as const)
      .filter(([, inner]) => inner !== noValue),
  );
};

const call = (name: string, argument: unknown, scope: Scope): unknown => {
  if (name === 'Ref') return argument === 'AWS::NoValue' ? noValue : scope.ref(text(argument));
  if (name === 'Fn::GetAtt') {
    const [resource, ...path] = typeof argument === 'string' ? argument.split('.') : list(argument).map(text);
    return scope.attribute(text(resource), path.join('.'));
  }
  if (name === 'Fn::Sub') return substitute(argument, scope);
  if (name === 'Fn::If') {
    const [condition, then, otherwise] = list(argument);
    return resolveAny(scope.holds(text(condition)) ? then : otherwise, scope);
  }
  const given = list(resolveAny(argument, scope));
  if (name === 'Fn::Join') return list(given[1]).map(text).join(text(given[0]));
  if (name === 'Fn::Split') return text(given[1]).split(text(given[0]));
  if (name === 'Fn::Select') return list(given[1])[Number(given[0])];
  throw new Error(`The template uses ${name}, which infra/local does not carry out`);
};

const substitute = (argument: unknown, scope: Scope): string => {
  const [template, own] = typeof argument === 'string' ? [argument, {}] : list(argument);
  const names: unknown = resolveAny(own, scope);
  return text(template).replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (isRecord(names) && name in names) return text(names[name]);
    const [resource = '', ...path] = name.split('.');
    return path.length > 0 ? scope.attribute(resource, path.join('.')) : scope.ref(name);
  });
};

const text = (value: unknown): string => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`The template has ${JSON.stringify(value)} where a text is expected`);
};

const list = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new Error(`The template has ${JSON.stringify(value)} where a list is expected`);
};
