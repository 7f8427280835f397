import { atTheScreen } from '../../hostile/at-the-screen.ts';
import type { Ran } from '../run.ts';
import { askForEverything } from './asking.ts';
import { breakOne } from './broken.ts';
import { keysOf } from './keys.ts';
import { leftBehind } from './left-behind.ts';
import { operatorPrints } from './operator-prints.ts';
import { worry } from './worrying.ts';

const paths = [
  ...['/figures', '/safeguarding', '/errors', '/errors/not-found', '/errors/invalid-input', '/errors/no-such-page'],
  ...['/.well-known/jwks.json', '/FHIR/R4/metadata', '/FHIR/R4/.well-known/smart-configuration'],
];

const pages = async ({ hub, witness }: Ran): Promise<void> => {
  for (const path of paths) {
    const answer = await fetch(`${hub.url}${path}`);
    witness.saw('url', 'anybody', JSON.stringify([...answer.headers]));
    witness.saw('page', 'anybody', await answer.text());
  }
};

const keys = async ({ dynamodb, witness }: Ran): Promise<void> => {
  for await (const { table, text } of keysOf(dynamodb)) witness.saw('key', table, text);
};

/**
 * Reads whatever a run left anywhere, past the hub. Last of all, because it does what breaks a hub: it damages one stored
 * version, so that failures are written down and letters die, and then ends it. Answers how long each part took, in seconds.
 */
export const gather = async (ran: Ran): Promise<Readonly<Record<string, number>>> => {
  const took: Record<string, number> = {};
  const timed = async (what: string, work: (of: Ran) => Promise<void>): Promise<void> => {
    const began = performance.now();
    await work(ran);
    took[what] = Math.round((performance.now() - began) / 100) / 10;
  };
  await timed('worry', worry);
  // Each waits for the hub, and none changes what another reads.
  await Promise.all([timed('asking', askForEverything), timed('screens', atTheScreen), timed('pages', pages)]);
  // Some read whole tables, for which DynamoDB Local lets everybody else wait, and not for ever.
  await timed('commands', operatorPrints);
  await timed('keys', keys);
  await timed('breaking', breakOne);
  await timed('what was left', async ({ hub, data, witness }) => {
    await hub.stop();
    await leftBehind(data, witness);
  });
  return took;
};
