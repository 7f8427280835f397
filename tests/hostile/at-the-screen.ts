import { dynamoRegister } from '../../functions/identity/participants.ts';
import { dynamoSessions } from '../../functions/identity/people/sessions.ts';
import { changeStaff } from '../../functions/usecases/change-staff.ts';
import { practicePath } from '../../functions/web/practice/list-page.ts';
import { everyAct } from '../../functions/web/worklist/acts/every-act.ts';
import { paths } from '../../functions/web/worklist/addresses.ts';
import { registered } from '../../infra/operator/registered.ts';
import { coordinator } from '../simulation/county/organisations.ts';
import type { Ran } from '../simulation/run.ts';

/** So many people, and whoever is a canary among them is on lists as well. */
const most = 2;

/** One of each kind of organisation sits down at a screen. */
const seats = [coordinator, 'L99901', 'L99903', 'walking-group', 'COU01'];

const lists = ['/staff', '/staff/overdue', paths.today, paths.list, paths.team, practicePath].concat(
  ...['/staff/refer', `${practicePath}?list=ended`, '/staff/poster'],
);

/** Whoever does not work from them asks for one of the forms: the others are behind the same door (tests/hostile/page-strangers.ts). */
const pagesOf = (reference: string, id: string, organisation: string): string[] => {
  const person = paths.person.replace('{reference}', reference);
  const offered = organisation === coordinator ? everyAct : everyAct.slice(0, 1);
  const acts = offered.map(({ name }, n) => `${person}/${name}?about=t${(n % 2) + 1}`);
  return [person, ...acts, `${practicePath}/${reference}`, `/staff/refer/sent/${id}`];
};

/**
 * For the canary of the county: it stands here as it knows the hub's own pages, and nothing of the county may.
 * Somebody of each kind of organisation looks at every page there is, about people of theirs and of others.
 */
export const atTheScreen = async ({ hub, dynamodb, tables, told, witness }: Ran): Promise<void> => {
  const now = (): string => new Date(hub.now()).toISOString();
  const register = dynamoRegister({ client: dynamodb, table: tables.ledger });
  const change = changeStaff({ register, clock: now, allowedPrivateOrigins: [] });
  const sessions = dynamoSessions({ client: dynamodb, table: tables.views });
  const people = told.flatMap(({ sent }) => sent ?? []).slice(0, most);
  const subjectOf = (organisation: string): string => `canary-${organisation}`;
  for (const organisation of seats) {
    const member = { code: 'canary.reader', name: 'Reader', signsInAs: subjectOf(organisation) };
    const actor = { client: 'canary', organisation: 'handover' };
    registered(await change({ actor, organisation, change: { kind: 'member', member } }));
  }
  // The register is remembered for a minute.
  await hub.moveTo(hub.now() + 61_000);
  const sitDown = async (organisation: string): Promise<void> => {
    const session = await sessions.open({ subject: subjectOf(organisation), organisation }, now());
    const all = [...lists, ...people.flatMap(({ reference, id }) => pagesOf(reference, id, organisation))];
    let shown = 0;
    for (const path of all) {
      const answer = await fetch(`${hub.url}${path}`, {
        headers: { cookie: `__Host-session=${session}` },
        redirect: 'manual',
      });
      if (answer.status === 200) shown += 1;
      witness.saw('url', 'anybody', JSON.stringify([...answer.headers]));
      witness.saw('screen', organisation, await answer.text());
    }
    if (shown === 0) throw new Error(`Nobody of ${organisation} was shown a page`);
  };
  await Promise.all(seats.map(sitDown));
};
