const widest = 88;

/** JSON for people: what fits into a line stays on one. `undefined` is left out, as it is when it is sent. */
export const laidOut = (value: unknown, indent = ''): string => {
  const inner = `${indent}  `;
  const list = Array.isArray(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => (list ? '' : `${JSON.stringify(name)}: `) + laidOut(part, inner));
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  const line = list ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  const fits = !line.includes('\n') && indent.length + line.length <= widest;
  return fits ? line : `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
};
