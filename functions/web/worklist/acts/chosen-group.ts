import { organisationCode } from '../../../../contracts/organisation-code.ts';
import { statusOf } from '../../../domain/coding.ts';
import { comesAfter } from '../../../domain/options/next-option.ts';
import { isPartnerKind, tiers } from '../../../domain/participant.ts';
import { organisationOf, type Referral, referenceTo } from '../../../domain/referral.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import { type Html, html } from '../../html.ts';
import { words } from '../../words/words.ts';
import { personAddress } from '../addresses.ts';
import { namesIn } from '../organisation-names.ts';
import type { Desk } from '../staff-page.ts';
import type { Doing } from './act.ts';
import { partOf } from './part-of.ts';

const { finding: says, ask } = words.worklist;

interface Chosen {
  readonly name: string;
  /** Told by whoever is signed in: nothing is sent to anybody. */
  readonly isOwn: boolean;
  /** Its agreement shows it a reason and a goal. */
  readonly readsWords: boolean;
}

const chosenCode = ({ request }: Pick<Desk, 'request'>): string | undefined => {
  const code = request.query.get('partner') ?? '';
  return organisationCode.test(code) ? code : undefined;
};

/** Who was chosen where a group was looked for; undefined: nobody yet, or nobody whom the register knows. */
export const chosenGroup = async (desk: Desk): Promise<Chosen | undefined> => {
  const code = chosenCode(desk);
  if (code === undefined) return undefined;
  if (code === desk.person.organisation.organisation) return { name: ask.ourselves, isOwn: true, readsWords: false };
  const group = await desk.participants.organisation(code);
  if (!group || !isPartnerKind(group.kind)) return undefined;
  return { name: group.name, isOwn: false, readsWords: tiers.indexOf(group.tier) >= tiers.indexOf('purpose') };
};

/** By what was chosen before, by a code that was typed, else from the list. */
export const partnerIn = ({ desk }: Pick<Doing, 'desk'>, { partner = '', code = '' }: Values): string =>
  chosenCode(desk) ?? (code.trim() === '' ? partner : code.trim());

export const chosenPart = (desk: Desk, referral: Referral, { name }: Chosen): Html =>
  html`<p>${says.chosen}: <strong>${name}</strong>. <a href="${personAddress(desk, referral)}/groups">${says.another}</a></p>`;

/** Those that have not answered yet, and that nothing comes after: one group is asked at a time. */
const waitingFor = ({ onward }: Referral) =>
  onward
    .filter(({ task }) => ['requested', 'draft'].includes(statusOf(task)))
    .filter(({ task }) => !onward.some((other) => comesAfter(other.task) === referenceTo(task)));

/** The person's second choice: asked by the hub itself once the first has said no. */
export const whenField = async ({ desk, referral }: Doing): Promise<readonly FormField[]> => {
  const waiting = waitingFor(referral);
  if (waiting.length === 0) return [];
  const nameOf = await namesIn(desk.participants, referral);
  const later = waiting.map(({ task }) => [partOf(task.id), says.ifNo(nameOf(organisationOf(task.owner)))] as const);
  return [
    {
      name: 'when',
      is: 'one',
      label: says.when,
      choices: { now: says.now, ...Object.fromEntries(later) },
      known: 'now',
    },
  ];
};
