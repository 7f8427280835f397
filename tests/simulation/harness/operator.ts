import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoKey, publicPart } from '../../../infra/local/demo/keys.ts';
import { demoClients, demoOrganisations } from '../../../infra/local/demo/organisations.ts';
import { clientVerbs } from '../../../infra/operator/client-verbs.ts';
import type { RunningHub } from '../../../infra/operator/connection.ts';
import { organisationVerbs } from '../../../infra/operator/organisation-verbs.ts';
import { openRegister } from '../../../infra/operator/register.ts';
import type { Options } from '../../../infra/operator/verbs.ts';
import { byDocument, byMail, codesOf, coordinator, onPaper, organisations, software } from '../county/organisations.ts';
import type { Person } from '../county/wellbeing.ts';

/** Whoever runs the hub, by the commands that they have. */
export interface Operator {
  /** Everybody whom the local hub does not know from its demo. */
  register(people: readonly Person[]): Promise<void>;
  /** Answers the secret with which the group's webhook is signed. */
  hook(organisation: string, url: string): Promise<string>;
  /** Its endpoint is there again: what waited goes out. */
  resume(organisation: string): Promise<void>;
  /** One person's cases become another's. */
  handOver(from: string, to: string): Promise<void>;
}

/** Where the counts of each morning go. */
const duty = 'duty@service.example';

interface OperatorProps {
  readonly hub: RunningHub;
  /** Where the clients' keys are kept. */
  readonly data: string;
  /** Organisation code to where its server listens. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly now: () => number;
}

export const operatorOf = ({ hub, data, endpoints, now }: OperatorProps): Operator => {
  const register = openRegister(hub);
  const says = async (verb: string, of: string, words: readonly string[], options: Options = {}): Promise<string> => {
    const at = { ...(await register), clock: () => new Date(now()).toISOString() };
    const run = organisationVerbs[verb]?.run;
    if (!run) throw new Error(`There is no command ${verb}`);
    return run(of, words, options, at);
  };
  return {
    register: async (people) => {
      for (const { code, name, kind } of organisations)
        if (!demoOrganisations.some((demo) => demo.organisation === code))
          await says('add', code, [], { name, kind, endpoint: endpoints[code] });
      for (const { code, tier } of organisations) if (tier) await says('tier', code, [tier]);
      await says('digest', coordinator, [duty]);
      for (const council of codesOf('council'))
        await says('agreement', council, ['DSA-2026-014'], {
          ...{ until: '2099-03-31', hears: 'status', 'refers-as': 'professional' },
        });
      await says('mesh', byDocument.organisation, [byDocument.mailbox]);
      await says('mail', byMail.organisation, [byMail.address]);
      for (const code of onPaper) await says('fetches', code, ['no']);
      for (const { code, name } of people) await says('staff', coordinator, [code], { name });
      for (const { client, organisations: codes } of software) {
        if (demoClients.some((demo) => demo.client === client)) continue;
        const jwks = join(data, `${client}.jwks`);
        await writeFile(jwks, JSON.stringify({ keys: [publicPart(await demoKey(data, client))] }));
        await clientVerbs.add?.run(client, [], { jwks, for: codes.join() }, await register);
      }
    },
    hook: async (organisation, url) => {
      const secret = /whsec_\S+/.exec(await says('webhook', organisation, [url]))?.[0];
      if (secret === undefined) throw new Error(`${organisation} got no secret`);
      return secret;
    },
    resume: async (organisation) => {
      await says('resume', organisation, []);
    },
    handOver: async (from, to) => {
      const told = await says('hand-over', coordinator, [from, to], { key: `${from}-to-${to}` });
      if (/\d+ not:/.test(told)) throw new Error(told);
    },
  };
};
