import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isWorkingKey } from '../../functions/identity/client-key.ts';
import { dynamoRegister } from '../../functions/identity/participants.ts';
import { now } from '../../functions/runtime/clock.ts';
import { registerClient } from '../../functions/usecases/register-client.ts';
import { registerOrganisation } from '../../functions/usecases/register-organisation.ts';
import { command } from './command.ts';
import { dynamodbOf, findHub, outputOf } from './connection.ts';
import { operator, registered } from './registered.ts';

const usage = `npm run -s client -- add <client> --jwks <file> --for <code>,<code> [--name <name>]
npm run -s client -- revoke <client>
npm run -s client -- organisation <code> --kind practice|coordinator|voluntary|council --name <name> [--endpoint <url>]`;

const kinds = z.enum(['practice', 'coordinator', 'voluntary', 'council']);

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ jwks: { type: 'string' }, for: { type: 'string' }, name: { type: 'string' } },
      ...{ kind: { type: 'string' }, endpoint: { type: 'string' } },
    },
  });
  const [verb, id] = positionals;
  if (!id) throw new Error(usage);
  const hub = await findHub();
  const ports = {
    register: dynamoRegister({ client: dynamodbOf(hub), table: outputOf(hub, 'LedgerTable') }),
    ...{ clock: now, works: isWorkingKey, allowedPrivateOrigins: [] },
  };

  if (verb === 'add' && values.jwks && values.for) {
    const jwks: unknown = JSON.parse(await readFile(values.jwks, 'utf8'));
    const organisations = values.for.split(',').map((code) => code.trim());
    const { record } = registered(
      await registerClient(ports)({ actor: operator, client: id, name: values.name ?? id, organisations, jwks }),
    );
    console.log(`${id} may act for ${record.organisations.join(', ')}. Tokens: POST ${hub.url}/oauth2/token`);
  } else if (verb === 'revoke') {
    const known = await ports.register.client(id);
    if (!known) throw new Error(`Not registered: ${id}`);
    registered(await registerClient(ports)({ ...known, actor: operator, active: false }));
    console.log(`${id} gets no more tokens; those that it has stop working within 60 seconds.`);
  } else if (verb === 'organisation' && values.kind && values.name) {
    const { record } = registered(
      await registerOrganisation(ports)({
        ...{ actor: operator, organisation: id, name: values.name, kind: kinds.parse(values.kind) },
        ...(values.endpoint ? { endpoint: values.endpoint } : {}),
      }),
    );
    console.log(`${id} is registered: ${record.kind}, tier ${record.tier}.`);
  } else {
    throw new Error(usage);
  }
});
