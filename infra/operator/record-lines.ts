import type { Recorded, Registration } from '../../functions/usecases/participant-register.ts';

/** Each field of a record as people read it, by what they call it. */
export type Fields<T> = Readonly<Record<string, (of: T) => string>>;

const lineOf = (name: string, value: string): string => ` ${name.padEnd(11)} ${value}`;

const whoLine = ({ at, actor }: Registration): string =>
  `${at}  ${actor.person ? `${actor.person} (${actor.client})` : actor.client}`;

export const showLines = <T>(fields: Fields<T>, record: T): string[] =>
  Object.entries(fields).map(([name, read]) => lineOf(name, read(record)));

/** Each version with who, when and what it changed; all of the first. */
export const historyLines = <T extends { readonly version: number }>(
  fields: Fields<T>,
  versions: readonly Recorded<T>[],
): string[] =>
  versions.flatMap(({ record, by }, n) => {
    const before = versions[n - 1]?.record;
    const changed = Object.entries(fields).filter(([, read]) => !before || read(before) !== read(record));
    return [
      `${String(record.version).padStart(4)}  ${whoLine(by)}`,
      ...changed.map(([name, read]) => `      ${lineOf(name, read(record))}`),
    ];
  });
