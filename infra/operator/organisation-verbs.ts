import { tiers } from '../../functions/domain/participant.ts';
import { changeOrganisation, type OrganisationChange } from '../../functions/usecases/change-organisation.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { addOrganisation, agreementIn } from './add-organisation.ts';
import { organiserVerbs } from './organiser-verbs.ts';
import { organisationFields, withoutEndpoint } from './record-fields.ts';
import { historyLines, showLines } from './record-lines.ts';
import type { OpenRegister } from './register.ts';
import { operator, registered, said, saidOfWay } from './registered.ts';
import { staffVerbs } from './staff.ts';
import { stillPaused } from './still-paused.ts';
import { needed, type Options, oneOf, type Verb } from './verbs.ts';
import { wayVerbs } from './way-verbs.ts';
import { webhookVerbs } from './webhook.ts';

/** A verb that is one change. `says` is told the record after it. */
const changing = (
  usage: string,
  words: number,
  change: (words: readonly string[], options: Options) => OrganisationChange,
  says: (record: Participant) => string,
  say = said,
): Verb => ({
  usage,
  words,
  run: async (organisation, typed, options, at) => {
    const done = registered(
      await changeOrganisation(at)({ actor: operator, organisation, change: change(typed, options) }),
    );
    const line = say(done, `${organisation} ${says(done.record)}`);
    if (done.record.kind !== 'companion') return line;
    return `${line}${await (await import('./look-again.ts')).lookAgain([organisation], at.hub)}`;
  },
});

const known = async (code: string, { register }: OpenRegister): Promise<Participant> => {
  const found = await register.organisation(code);
  if (!found) throw new Error(`Not registered: ${code}.`);
  return found;
};

export const organisationVerbs: Readonly<Record<string, Verb>> = {
  add: {
    usage:
      '--kind practice|coordinator|voluntary|council|commissioner|measure-provider --name <name> [--endpoint <url>] [--webhook <url>] [--identifier "<system>|<value>"] [--agreement <reference> --until <yyyy-mm-dd>]',
    run: addOrganisation,
  },
  name: changing(
    '<name>',
    1,
    ([name = '']) => ({ kind: 'name', name }),
    (r) => `is called ${r.name}.`,
  ),
  endpoint: changing(
    '<url>|none [--client <the client behind it>]',
    1,
    ([url = ''], { client }) => ({
      ...{ kind: 'endpoint', ...(url === 'none' ? {} : { url }) },
      ...(client === undefined ? {} : { client }),
    }),
    (r) =>
      `${r.endpoint ? `gets its messages at ${r.endpoint.url}${r.endpoint.client ? `, but not what ${r.endpoint.client} did itself` : ''}` : `has no endpoint${withoutEndpoint(r)}`}.${stillPaused(r)}`,
    saidOfWay,
  ),
  ...wayVerbs,
  ...webhookVerbs,
  tier: changing(
    'name-only|contact|purpose|full',
    1,
    ([tier]) => ({ kind: 'tier', tier: oneOf(tiers, tier, 'The tier') }),
    (r) => `is at tier ${r.tier}.`,
  ),
  agreement: changing(
    '<reference> --until <yyyy-mm-dd> [--hears status|outcome] [--refers-as professional]',
    1,
    ([reference = ''], options) => ({ kind: 'agreement', agreement: agreementIn(reference, options) }),
    ({ agreement: a }) =>
      `takes part under ${a?.reference} until ${a?.ends}${a?.hears ? ` and hears the ${a.hears} of those whom it refers` : ''}${a?.refersAs ? `; it vouches for each ${a.refersAs}` : ''}. What it is shown of those it referred before stands as it was agreed then; messages to it say no more than is agreed now.`,
  ),
  checked: changing(
    '<who checked>|none [--until <yyyy-mm-dd>]',
    1,
    ([by = ''], options) => ({
      kind: 'checked',
      ...(by === 'none' ? {} : { check: { by, until: needed(options, 'until') } }),
    }),
    ({ checkedForUnder18: c }) =>
      c
        ? `was checked for people under 18 by ${c.by}, until ${c.until}.`
        : 'is not checked for people under 18: none of them is asked of it from now on.',
  ),
  ...staffVerbs,
  ...organiserVerbs,
  digest: changing(
    '<e-mail address>|none',
    1,
    ([address = '']) => ({ kind: 'digest', ...(address === 'none' ? {} : { address }) }),
    ({ digest }) =>
      digest ? `gets the counts of each working day at ${digest}.` : 'gets no counts of the day by e-mail.',
  ),
  pause: changing(
    '',
    0,
    () => ({ kind: 'pause', reason: 'operator' }),
    () => 'is paused: within a minute nothing is sent to it or newly asked of it; what is for it waits.',
  ),
  resume: changing(
    '',
    0,
    () => ({ kind: 'resume' }),
    () => 'is not paused: what waited for it goes out within six minutes.',
  ),
  off: changing(
    '',
    0,
    () => ({ kind: 'switch-off' }),
    () => 'is switched off: within a minute its senders are refused, and nothing is sent to it or asked of it.',
  ),
  on: changing(
    '',
    0,
    () => ({ kind: 'switch-on' }),
    (r) => `takes part.${stillPaused(r)}`,
  ),
  test: {
    usage: '',
    run: async (code, _, __, at) => (await import('./send-test.ts')).sendTest(await known(code, at), at.hub),
  },
  list: {
    usage: '',
    ofAll: true,
    run: async (_, __, ___, { hub }) => (await import('./list.ts')).listOrganisations(hub),
  },
  show: {
    usage: '',
    run: async (code, _, __, at) => showLines(organisationFields, await known(code, at)).join('\n'),
  },
  history: {
    usage: '',
    run: async (code, _, __, at) => {
      await known(code, at);
      return historyLines(organisationFields, await at.register.organisationVersions(code)).join('\n');
    },
  },
};
