import { existsSync, readFileSync } from 'node:fs';

/** Real messages beside the checkout, never copied into it. */
const corpus = new URL('../../../../shared/examples/', import.meta.url);
const index = new URL('INDEX.md', corpus);

export const isHere = existsSync(index);
if (!isHere) process.stdout.write('The corpus of examples is not here: its verdicts are not compared.\n');

export interface Row {
  /** `bars/messages/….json` */
  readonly file: string;
  readonly folder: string;
  /** What INDEX.md says that the hub should do, in its own words. */
  readonly verdict: string;
  /** Undefined where the file is no JSON. */
  readonly content: Resource | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: a file of somebody else, before anybody has looked at it
export type Resource = Record<string, any>;

const read = (file: string): Resource | undefined => {
  try {
    return JSON.parse(readFileSync(new URL(file, corpus), 'utf8'));
  } catch {
    return undefined;
  }
};

export const fixture = (file: string): Resource => {
  const content = read(file);
  if (!content) throw new Error(`No ${file} in the corpus`);
  return content;
};

export const textOf = (file: string): string => readFileSync(new URL(file, corpus), 'utf8');

/** Every row of every table of INDEX.md. */
export const rows = (): Row[] => {
  let folder = '';
  return readFileSync(index, 'utf8')
    .split('\n')
    .flatMap((line) => {
      folder = /^## ([a-z0-9-]+)\//.exec(line)?.[1] ?? folder;
      if (!line.startsWith('| `')) return [];
      const [name, , , , said = '', why = ''] = line.split(' | ');
      const file = `${folder}/${name?.slice(3, -1)}`;
      // One fixture says in its remark what it is as a request.
      const remark = /\*\*(REJECT \d{3} on POST) \/Task\*\*/.exec(why)?.[1];
      return [{ file, folder, verdict: remark ?? said.trim(), content: read(file) }];
    });
};

/** Rows that name no request to the hub, by the issue that they are work of. */
export const laterIssue = ({ folder, verdict }: Row): string | undefined => {
  if (folder === 'oruk') return 'directories, no requests: directory.test.ts';
  if (folder === 'prsb' || verdict === 'SCHEMA') return 'a definition, no input';
  if (/\bCLIENT\b/.test(verdict)) return undefined;
  if (folder === 'subscriptions' && /EMIT|do not emit/.test(verdict))
    return 'shapes of Subscription notifications: the hub offers polling and its own events';
  if (/^EMIT$|^do not emit$/.test(verdict)) return 'shapes that the hub makes: of the issue that makes them (7, 8, 10)';
  if (/^REF$/.test(verdict)) return 'fixtures for other rows';
  return undefined;
};

export const isOfClient = ({ verdict, folder }: Row): boolean => folder !== 'oruk' && /\bCLIENT\b/.test(verdict);
