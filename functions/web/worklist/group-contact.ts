import { doubtOf, numberOf, type Organiser } from '../../domain/organiser.ts';
import type { Participant } from '../../usecases/ports.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import { tel } from './how-to-reach.ts';

const { told: says } = words.worklist;

const ring = (organiser: Organiser): Html => {
  const number = numberOf(organiser);
  return number === undefined
    ? html`<p>${says.write(organiser.name, organiser.to.join(', '))}</p>`
    : html`<p class="app-ring"><a href="${tel(number)}">${says.ring(organiser.name)} <strong>${number}</strong></a></p>`;
};

/** Whom to ring at a group, and why nothing goes to them where that is so. */
export const groupContact = (group: Participant | undefined, now: string): Html | undefined => {
  const organiser = group?.organiser;
  if (!organiser) return undefined;
  const doubt = doubtOf(organiser, now);
  return html`${doubt ? html`<p class="app-stop">${says.doubt[doubt](organiser.name)}</p>` : undefined}${doubt === 'stopped' ? undefined : ring(organiser)}`;
};
