import { join } from 'node:path';
import { demoKey } from '../../../infra/local/demo/keys.ts';
import type { SimulatedMesh } from '../../../infra/local/mesh/mesh.ts';
import { listeningFor } from '../canary/listening.ts';
import type { Words } from '../canary/marked-words.ts';
import type { Witness } from '../canary/witness.ts';
import { type Client, gateOf, signedIn } from './client.ts';
import { type DutyOwner, dutyOwner } from './duty-owner.ts';
import { type Endpoint, type EndpointProps, openEndpoint } from './endpoint.ts';
import { type Group, group } from './group.ts';
import { openLetters } from './letters.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { byDocument, byMail, codesOf, coordinator, dutyDesk, hooked, onPaper, software } from './organisations.ts';
import { type Practice, practice } from './practice.ts';
import { openReceiver, type Receiver } from './webhook.ts';
import { type Desk, desk } from './wellbeing.ts';

/** Everybody who takes part, each with its own server, key and store; nothing of this is the hub's code. */
interface County {
  readonly clients: readonly Client[];
  /** The software of an organisation; it throws where nobody acts for it. */
  clientOf(organisation: string): Client;
  /** Every server, that of the webhook too. */
  readonly endpoints: readonly Endpoint[];
  readonly receiver: Receiver;
  readonly mailbox: Mailbox;
  /** What came to those who read on paper, by organisation. */
  readonly paper: Readonly<Record<string, Mailbox>>;
  readonly practices: readonly [Practice, ...Practice[]];
  readonly council: Practice;
  readonly desks: readonly [Desk, Desk];
  readonly groups: readonly [Group, ...Group[]];
  readonly duty: DutyOwner;
  stop(): Promise<void>;
}

interface CountyProps {
  readonly hub: string;
  /** Where the clients' keys are kept. */
  readonly data: string;
  readonly now: () => number;
  readonly wrong: EndpointProps['wrong'];
  readonly mesh: SimulatedMesh;
  /** Told each time that a clock which is wrong signed something. */
  readonly skewed: (client: string) => void;
  /** Requests at once. */
  readonly atOnce: number;
  /** Reads everything that anybody here gets. */
  readonly witness: Witness;
  /** What is said besides what the stories say. */
  readonly words: (clientOf: (organisation: string) => Client) => Words;
}

export const openCounty = async (props: CountyProps): Promise<County> => {
  const { hub, data, now, wrong, skewed, atOnce, witness } = props;
  const heard = listeningFor(witness);
  const mailbox = openMailbox(props.mesh, byDocument.mailbox, heard.document);
  const listening = [...codesOf('practice'), coordinator, ...codesOf('council')].filter(
    (code) => !onPaper.includes(code),
  );
  const receiver = await openReceiver({ organisation: hooked, clock: now, wrong, saw: heard.webhook });
  const own = await Promise.all(
    listening.map((organisation) => openEndpoint({ organisation, hub, clock: now, wrong, saw: heard.endpoint })),
  );
  const endpoints = [...own, receiver];
  const gate = gateOf(atOnce);
  const words = props.words((code) => clientOf(code));
  const clients = await Promise.all(
    software.map(async ({ client, skew }) =>
      signedIn({
        ...{ hub, name: client, key: await demoKey(data, client), gate, words, saw: heard.answer },
        clock: () => now() + skew * 1_000,
        signed: () => {
          if (skew !== 0) skewed(client);
        },
      }),
    ),
  );
  const find = <T>(list: readonly T[], is: (one: T) => boolean, what: string): T => {
    const one = list.find(is);
    if (one === undefined) throw new Error(`Nobody is ${what}`);
    return one;
  };
  const clientNamed = (name: string) => find(clients, (c) => c.name === name, name);
  const clientOf = (code: string) =>
    clientNamed(find(software, ({ organisations }) => organisations.includes(code), code).client);
  const endpointOf = (code: string) => find(endpoints, (e) => e.organisation === code, code);
  const paper: Readonly<Record<string, Mailbox>> = {
    [byDocument.organisation]: mailbox,
    [byMail.organisation]: openLetters(join(data, 'outbox.jsonl'), byMail.address),
  };
  const practiceOf = (code: string) => practice(code, clientOf(code), paper[code] ?? endpointOf(code));
  const each = <T>([first, ...rest]: readonly [string, ...string[]], make: (code: string) => T): [T, ...T[]] => [
    make(first),
    ...rest.map(make),
  ];

  return {
    ...{ clients, clientOf, endpoints, receiver, mailbox, paper },
    practices: each(codesOf('practice'), practiceOf),
    council: practiceOf(codesOf('council')[0]),
    desks: [
      desk(clientNamed('wellbeing-service'), endpointOf(coordinator)),
      desk(clientNamed('wellbeing-south'), endpointOf(coordinator)),
    ],
    groups: each(codesOf('voluntary'), (code) => group(code, clientOf(code), code === hooked ? receiver : undefined)),
    duty: dutyOwner(clientOf(dutyDesk)),
    stop: async () => {
      await Promise.all(endpoints.map((endpoint) => endpoint.stop()));
    },
  };
};
