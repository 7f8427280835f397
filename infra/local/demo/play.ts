import { readReference } from '../../../functions/domain/request/reference.ts';
import { command } from '../../operator/command.ts';
import { dataFolder, findHub } from '../../operator/connection.ts';
import { accept, attend, book, complete, missMeeting, type OtherSide, signUp } from './acts.ts';
import { readPlaces } from './peers.ts';
import { untilQuiet } from './quiet.ts';
import { standingOf, whyNot } from './standing.ts';

const acts: Readonly<Record<string, (side: OtherSide, reference: string) => Promise<string>>> = {
  ...{ accept, book, attend },
  'sign-up': signUp,
  'no-show': missMeeting,
  complete,
};
const usage = `npm run -s play -- <reference> ${Object.keys(acts).join('|')}`;

const nobodyThere =
  'The programs of the demo do not run. Start everything again: npm start. Under HANDOVER_PEERS there are none: be the other side yourself, with `npm run -s token -- wellbeing-service` (contracts/coordinators).';

/** Places are kept over a start that has none of the programs. */
const whereNobodyIs = (error: unknown): never => {
  const { cause } = Object(error);
  throw Object(cause).code === 'ECONNREFUSED' ? new Error(nobodyThere, { cause }) : error;
};

/** Does what the other side of a referral would do, through the programs that run with the hub. */
await command(async () => {
  const [, , typed = '', word = ''] = process.argv;
  const act = Object.hasOwn(acts, word) ? acts[word] : undefined;
  const reference = readReference(typed);
  if (!act) throw new Error(usage);
  if (!reference) throw new Error(`${typed} is not a reference such as HO-7K3M-2P4X.\n${usage}`);
  const { controlUrl } = await findHub();
  const places = await readPlaces(dataFolder());
  const [wellbeing, group] = [places['wellbeing-service'], places['walking-group']];
  if (!wellbeing || !group) throw new Error(nobodyThere);
  const side = { wellbeing, group };
  const why = whyNot(word, reference, await standingOf(side, reference).catch(whereNobodyIs));
  if (why) throw new Error(why);
  console.log(await act(side, reference));
  // Who looks into an inbox next should find there what followed from this; a hub that is busy with more is not awaited.
  await untilQuiet(controlUrl, 30_000).catch(() => undefined);
});
