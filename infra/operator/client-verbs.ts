import { readFile } from 'node:fs/promises';
import { type ClientChange, changeClient } from '../../functions/usecases/change-client.ts';
import type { Client } from '../../functions/usecases/ports.ts';
import { registerClient } from '../../functions/usecases/register-client.ts';
import { clientFields } from './record-fields.ts';
import { historyLines, showLines } from './record-lines.ts';
import type { OpenRegister } from './register.ts';
import { operator, registered, said } from './registered.ts';
import { listOf, needed, type Options, type Verb } from './verbs.ts';

const readJwks = async (file: string): Promise<unknown> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`There is no file ${file}.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON.`);
  }
};

/** A verb that is one change. `says` is told the record after it. */
const changing = (
  usage: string,
  change: (words: readonly string[], options: Options) => Promise<ClientChange> | ClientChange,
  says: (record: Client) => string,
  words = 0,
): Verb => ({
  usage,
  words,
  run: async (client, typed, options, at) => {
    const done = registered(await changeClient(at)({ actor: operator, client, change: await change(typed, options) }));
    return said(done, `${client} ${says(done.record)}`);
  },
});

const known = async (id: string, { register }: OpenRegister): Promise<Client> => {
  const found = await register.client(id);
  if (!found) throw new Error(`Not registered: ${id}.`);
  return found;
};

const actsFor = ({ organisations }: Client): string => `may act for ${organisations.join(', ')}.`;
const keysOf = ({ jwks }: Client): string => `may sign in with ${jwks.keys.map((key) => String(key.kid)).join(' or ')}`;

export const clientVerbs: Readonly<Record<string, Verb>> = {
  add: {
    usage: '--jwks <file> --for <code>,<code> [--name <name>]',
    run: async (client, _, options, at) => {
      const done = registered(
        await registerClient(at)({
          ...{ actor: operator, client, name: options.name ?? client, onlyNew: true },
          ...{ organisations: listOf(needed(options, 'for')), jwks: await readJwks(needed(options, 'jwks')) },
        }),
      );
      return said(done, `${client} ${actsFor(done.record)} Tokens: POST ${at.hub.url}/oauth2/token`);
    },
  },
  'add-key': changing(
    '--jwks <file>',
    async (_, options) => ({ kind: 'add-keys', jwks: await readJwks(needed(options, 'jwks')) }),
    (r) => `${keysOf(r)}: retire the old one when the new one is in use.`,
  ),
  'retire-key': changing(
    '<kid>',
    ([kid = '']) => ({ kind: 'retire-key', kid }),
    (r) => `${keysOf(r)}; tokens that were got with another key stop working within 60 seconds.`,
    1,
  ),
  allow: changing('<code>,<code>', ([codes = '']) => ({ kind: 'allow', organisations: listOf(codes) }), actsFor, 1),
  withdraw: changing(
    '<code>,<code>',
    ([codes = '']) => ({ kind: 'withdraw', organisations: listOf(codes) }),
    (r) => `${actsFor(r)} For any other it is refused within 60 seconds.`,
    1,
  ),
  revoke: changing(
    '',
    () => ({ kind: 'revoke' }),
    () => 'gets no more tokens; those that it has stop working within 60 seconds.',
  ),
  restore: changing(
    '',
    () => ({ kind: 'restore' }),
    (r) => keysOf(r).concat(' again.'),
  ),
  list: { usage: '', ofAll: true, run: async (_, __, ___, { hub }) => (await import('./list.ts')).listClients(hub) },
  show: { usage: '', run: async (id, _, __, at) => showLines(clientFields, await known(id, at)).join('\n') },
  history: {
    usage: '',
    run: async (id, _, __, at) => {
      await known(id, at);
      return historyLines(clientFields, await at.register.clientVersions(id)).join('\n');
    },
  },
};
