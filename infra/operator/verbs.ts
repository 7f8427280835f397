import { parseArgs } from 'node:util';
import type { OpenRegister } from './register.ts';

export type Options = Readonly<Record<string, string | undefined>>;

/** One verb of a command: how it is used, and what it does with `<verb> <id> <more…>`; it answers what to print. */
export interface Verb<At = OpenRegister> {
  /** What follows the verb and the id. */
  readonly usage: string;
  /** How many words must follow the id. */
  readonly words?: number;
  /** It is about all of them: no id follows. */
  readonly ofAll?: true;
  readonly run: (id: string, words: readonly string[], options: Options, at: At) => Promise<string>;
}

interface Asked<At> {
  readonly verb: Verb<At>;
  readonly id: string;
  readonly words: readonly string[];
  readonly options: Options;
}

interface Command<At> {
  readonly name: string;
  readonly noun: string;
  readonly verbs: Readonly<Record<string, Verb<At>>>;
}

const usageOf = <At>({ name, noun }: Command<At>, verb: string, { usage, ofAll }: Verb<At>): string =>
  [`npm run -s ${name} -- ${verb}`, ofAll ? '' : `<${noun}>`, usage].filter((part) => part !== '').join(' ');

export const usageIn = <At>(command: Command<At>): string =>
  Object.entries(command.verbs)
    .map(([verb, row]) => usageOf(command, verb, row))
    .join('\n');

/** The thumbprint of a key may begin with a hyphen, and no option of ours has one alone. */
const shielded = (arg: string): string => (/^-[^-]/.test(arg) ? ` ${arg}` : arg);
const asTyped = (arg: string): string => arg.trimStart();

/** What was typed as one verb of the table. @throws with how the command is used */
export const readVerb = <At>(command: Command<At>, args = process.argv.slice(2)): Asked<At> => {
  const { verbs } = command;
  const { values, positionals } = parseArgs({
    ...{ args: args.map(shielded), allowPositionals: true },
    options: Object.fromEntries(
      [
        'name',
        'kind',
        'endpoint',
        'webhook',
        'tier',
        'identifier',
        'agreement',
        'until',
        'hears',
        'refers-as',
        'jwks',
        'for',
        'kid',
        'deputy',
        'team',
        'manager',
        'sign-in',
        'role',
        'from',
        'key',
        'email',
        'sms',
        'letter',
        'telephone',
        ...['url', 'publisher', 'licence', 'licence-url', 'by', 'who', 'miles', 'facts'],
      ].map((option) => [option, { type: 'string' }] as const),
    ),
  });
  const [typed = '', ...more] = positionals.map(asTyped);
  const verb = Object.hasOwn(verbs, typed) ? verbs[typed] : undefined;
  const [id, ...words] = verb?.ofAll ? ['', ...more] : more;
  if (!verb || id === undefined || words.length !== (verb.words ?? 0)) {
    throw new Error(verb ? usageOf(command, typed, verb) : usageIn(command));
  }
  const options = Object.fromEntries(Object.entries(values).map(([name, value = '']) => [name, asTyped(value)]));
  return { verb, id, words, options };
};

/** @throws naming the option that is needed */
export const needed = (options: Options, name: string): string => {
  const value = options[name];
  if (value === undefined) throw new Error(`--${name} is needed.`);
  return value;
};

/** @throws naming what is possible */
export const oneOf = <T extends string>(values: readonly T[], typed: string | undefined, what: string): T => {
  const found = values.find((value) => value === typed);
  if (found === undefined) throw new Error(`${what} is one of ${values.join(', ')}.`);
  return found;
};

/** `L99901, L99902` to codes. */
export const listOf = (text: string): string[] => text.split(',').map((code) => code.trim());
