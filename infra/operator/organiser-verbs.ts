import { doubtOf, organiserDoubts } from '../../functions/domain/organiser.ts';
import { linkIn } from '../../functions/identity/links/token.ts';
import { now } from '../../functions/runtime/clock.ts';
import { changeOrganiser, type OrganiserChange } from '../../functions/usecases/change-organiser.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { linkIdLength } from '../../functions/views/link-id.ts';
import { operator, registered, said } from './registered.ts';
import { needed, type Options, type Verb } from './verbs.ts';

/** The human of a partner to whom links go, as an operator reads it. */
export const organiserOf = ({ organiser }: Pick<Participant, 'organiser'>): string => {
  if (!organiser) return 'none: it gets no links';
  const doubt = doubtOf(organiser, now());
  const { name, channel, to, telephone } = organiser;
  return `${name} by ${channel} at ${to.join(', ')}${telephone ? `, to ring on ${telephone}` : ''}${doubt ? `; no names go there, because ${organiserDoubts[doubt]}: ring them` : ''}`;
};

const changing = (
  usage: string,
  words: number,
  change: (typed: readonly string[], options: Options) => OrganiserChange,
): Verb => ({
  usage,
  words,
  run: async (organisation, typed, options, at) => {
    const asked = change(typed, options);
    const done = registered(await changeOrganiser(at)({ actor: operator, organisation, change: asked }));
    const line = said(done, `${organisation}: ${organiserOf(done.record)}.`);
    const { organiser, kind } = done.record;
    if (!organiser && kind === 'companion')
      return `${line}${await (await import('./look-again.ts')).lookAgain([organisation], at.hub)}`;
    if (!organiser || doubtOf(organiser, now())) return line;
    const { askAnew } = await import('./ask-anew.ts');
    const waited = await askAnew(organisation, at.hub, asked.kind === 'set');
    return waited === 0 ? line : `${line} What waited for them goes out now, for ${waited} of their people.`;
  },
});

const contactIn = (options: Options): Pick<Extract<OrganiserChange, { kind: 'set' }>, 'channel' | 'to'> => {
  const { email, sms, letter } = options;
  if (email !== undefined) return { channel: 'email', to: [email] };
  if (sms !== undefined) return { channel: 'sms', to: [sms] };
  if (letter === undefined) throw new Error('--email, --sms or --letter is needed.');
  return { channel: 'letter', to: letter.split(';').map((line) => line.trim()) };
};

/** An address as it was sent, its last part, or the name of a link as a page of its session says it. */
const linkTyped = (typed: string): string => {
  const last = typed.slice(typed.lastIndexOf('/') + 1).toLowerCase();
  const link = linkIn(last) ?? last;
  if (!new RegExp(`^[0-9a-z]{${linkIdLength}}$`).test(link)) throw new Error('That is no link of the hub.');
  return link;
};

/** Whoever types it has spoken to them: it counts as confirmed for half a year. */
export const organiserVerbs: Readonly<Record<string, Verb>> = {
  organiser: changing(
    '--name <name> --email <address>|--sms <mobile>|--letter "<line>; <line>; <postcode>" [--telephone <number to ring>]',
    0,
    (_, options) => ({
      ...{ kind: 'set', name: needed(options, 'name'), ...contactIn(options) },
      ...(options.telephone === undefined ? {} : { telephone: options.telephone }),
    }),
  ),
  'organiser-confirmed': changing('', 0, () => ({ kind: 'confirm' })),
  'withdraw-link': changing('<link, or its address>', 1, ([typed = '']) => ({
    kind: 'withdraw',
    link: linkTyped(typed),
  })),
  'organiser-gone': changing('', 0, () => ({ kind: 'remove' })),
};
