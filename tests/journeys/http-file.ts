import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A request as a file for VS Code's REST Client has it. */
interface FileRequest {
  readonly title: string;
  readonly name?: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const bodyOf = (text: string, file: URL): string | undefined => {
  const from = /^< (\S+)$/.exec(text)?.[1];
  if (from) return readFileSync(new URL(from, file), 'utf8');
  return text === '' ? undefined : text;
};

const requestOf = (part: string, file: URL): FileRequest => {
  const [title = '', ...lines] = part.split('\n');
  const name = lines.map((line) => /^# @name (\w+)$/.exec(line)?.[1]).find(Boolean);
  const [head = '', ...rest] = lines
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split('\n\n');
  const [first = '', ...headers] = head.trim().split('\n');
  const [method = '', ...url] = first.split(' ');
  const body = bodyOf(rest.join('\n\n').trim(), file);
  return {
    ...{ title: title.trim(), method, url: url.join(' ') },
    headers: Object.fromEntries(headers.map((line) => line.split(/:\s*(.*)/s).slice(0, 2))),
    ...(name ? { name } : {}),
    ...(body === undefined ? {} : { body }),
  };
};

/** Requests stand after `### title`; `@name = value` above them. */
export const readHttpFile = (file: URL): { requests: FileRequest[]; variables: Record<string, string> } => {
  const [top = '', ...parts] = readFileSync(file, 'utf8').split(/^###/m);
  const variables = Object.fromEntries([...top.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]));
  return { requests: parts.map((part) => requestOf(part, file)), variables };
};

/** `sent.response.body.entry[2].resource.id` of what was answered before. */
const inAnswer = (answers: ReadonlyMap<string, unknown>, path: string): string => {
  const [name = '', ...steps] = path
    .replace('.response.body', '')
    .split(/[.[\]]+/)
    .filter((step) => step !== '');
  const found = steps.reduce<unknown>((value, step) => Object(value)[step], answers.get(name));
  if (typeof found !== 'string') throw new Error(`Nothing at ${path}`);
  return found;
};

/** Runs them in order, as the client does, and answers title and status of each. */
export const runHttpFile = async (
  { requests, variables }: ReturnType<typeof readHttpFile>,
  own: Readonly<Record<string, string>>,
): Promise<{ title: string; status: number; text: string }[]> => {
  const answers = new Map<string, unknown>();
  const filled = (text: string): string =>
    text.replace(/\{\{([^{}]+)\}\}/g, (_, name: string) =>
      name === '$guid' ? randomUUID() : (own[name] ?? variables[name] ?? inAnswer(answers, name)),
    );
  const done = [];
  for (const { title, name, method, url, headers, body } of requests) {
    const response = await fetch(filled(url), {
      method,
      headers: Object.entries(headers).map(([key, value]): [string, string] => [key, filled(value)]),
      ...(body === undefined ? {} : { body: filled(body) }),
    });
    const text = await response.text();
    if (name) answers.set(name, JSON.parse(text));
    done.push({ title, status: response.status, text });
  }
  return done;
};
