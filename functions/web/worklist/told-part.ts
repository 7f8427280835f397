import { type Onward, organisationOf, type Referral } from '../../domain/referral.ts';
import { wasSent } from '../../domain/tasks/never-sent.ts';
import type { Participant } from '../../usecases/ports.ts';
import { isPending, type Outcome } from '../../views/happened.ts';
import type { Row } from '../../views/row.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import { partOf } from './acts/part-of.ts';
import { groupContact } from './group-contact.ts';
import type { Desk } from './staff-page.ts';

const { told: says } = words.worklist;

const isCame = (outcome: Outcome): outcome is keyof typeof says.came => Object.hasOwn(says.came, outcome);

/** How far one message is; undefined: it is not sent any more, and nobody misses it. */
const cameTo = (row: Row): string | undefined => {
  const { outcome, lastTried } = row;
  if (outcome === undefined || lastTried === undefined) return isPending(row) ? says.waiting : undefined;
  const at = instantFor(lastTried);
  if (outcome === 'later' || outcome === 'unknown') return says.later(at);
  // Of what is tried anew after somebody mended it the last outcome is over.
  if (isPending(row)) return says.waiting;
  return isCame(outcome) ? says.came[outcome](at) : undefined;
};

const whatOf = ({ link }: Row): string => {
  const kind = partOf(link).charAt(0);
  return kind === 'a' || kind === 'm' || kind === 't' ? says.of[kind] : says.change;
};

/** What a row is about: the request, one of its meetings; a reminder names none of them, and stands with all. */
const isOf = ({ task, meetings }: Onward, { link }: Row): boolean =>
  link === undefined || [task.id, ...meetings.map(({ id }) => id)].includes(link) || partOf(link).startsWith('m');

const lineOf = (row: Row): Html[] => {
  const came = cameTo(row);
  return came === undefined ? [] : [html`<li>${whatOf(row)} ${came}.</li>`];
};

const partFor = (onward: Onward, group: Participant | undefined, rows: readonly Row[], now: string): Html => {
  const lines = rows.filter((row) => isOf(onward, row)).flatMap(lineOf);
  const none = group?.webhook || group?.organiser ? undefined : html`<p>${says.nobody}</p>`;
  return html`${groupContact(group, now)}${lines.length > 0 ? html`<ul>${lines}</ul>` : none}`;
};

/** For each group that was asked: whether it was told, how far each message is, and whom to ring there. */
export const toldParts = async (desk: Desk, { id, onward }: Referral): Promise<(of: Onward) => Html | undefined> => {
  const mine = desk.person.organisation.organisation;
  const ownerOf = ({ task }: Onward): string | undefined =>
    wasSent(task) && organisationOf(task.owner) !== mine ? organisationOf(task.owner) : undefined;
  const codes = [...new Set(onward.flatMap((one) => ownerOf(one) ?? []))];
  if (codes.length === 0) return () => undefined;
  const rows = await desk.told(id);
  const groups = await Promise.all(codes.map((code) => desk.participants.organisation(code)));
  return (one) => {
    const owner = ownerOf(one);
    if (owner === undefined) return undefined;
    const group = groups.find((found) => found?.organisation === owner);
    const of = rows.filter((row) => row.organisation === owner && row.wanted !== undefined);
    return partFor(one, group, of, desk.request.now);
  };
};
