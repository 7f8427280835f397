import { capacityStates } from '../../../contracts/directory/capacity.ts';
import { capacityNow } from '../../domain/directory/capacity.ts';
import { doubtOf } from '../../domain/organiser.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Desk } from '../worklist/staff-page.ts';
import { deed } from './deed-button.ts';
import type { SessionList } from './list.ts';
import type { SessionPorts } from './ports.ts';

const { session: says } = words.confirming;

/** What is known of the group's room and since when; nobody knows: it can be asked without a name. */
export const roomOf = async ({ room }: SessionPorts, desk: Desk, { group, link }: SessionList): Promise<Html> => {
  const fact = await room(group.organisation);
  const state = capacityNow(fact, desk.request.now);
  const { display } = capacityStates[state];
  const { organiser } = group;
  const isSure = organiser !== undefined && doubtOf(organiser, desk.request.now) === undefined;
  return html`<p>${fact && state !== 'unknown' ? says.roomSaid(display, instantFor(fact.saidAt)) : display}</p>
${state === 'unknown' && isSure ? deed(desk, link, ['ask-room', says.askRoom]) : undefined}
${state === 'has-room' ? undefined : deed(desk, link, ['has-room', says.hasRoom])}
${state === 'full' ? undefined : deed(desk, link, ['full', says.full])}`;
};
