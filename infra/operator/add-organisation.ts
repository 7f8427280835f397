import { type Agreement, participantKinds, tiers } from '../../functions/domain/participant.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { registerOrganisation } from '../../functions/usecases/register-organisation.ts';
import { operator, registered, said } from './registered.ts';
import { needed, type Options, oneOf, type Verb } from './verbs.ts';
import { setWebhook } from './webhook.ts';

/** One human is entered by a command of its own (companions). */
const kinds = participantKinds.filter((kind) => kind !== 'companion');
const hearings = ['status', 'outcome'] as const;

export const agreementIn = (reference: string, options: Options): Agreement => ({
  reference,
  ends: needed(options, 'until'),
  ...(options['refers-as'] === undefined
    ? {}
    : { refersAs: oneOf(['professional'] as const, options['refers-as'], 'As what its people refer') }),
  ...(options.hears === undefined ? {} : { hears: oneOf(hearings, options.hears, 'What it hears') }),
});

const identifierIn = (text: string): Participant['identifier'] => {
  const [system = '', value = ''] = text.split('|');
  return { system, value };
};

export const addOrganisation: Verb['run'] = async (organisation, _, options, at) => {
  const { endpoint, tier, identifier, agreement } = options;
  const name = needed(options, 'name');
  const kind = oneOf(kinds, needed(options, 'kind'), 'The kind');
  const done = registered(
    await registerOrganisation(at)({
      ...{ actor: operator, organisation, name, kind, onlyNew: true },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(tier === undefined ? {} : { tier: oneOf(tiers, tier, 'The tier') }),
      ...(identifier === undefined ? {} : { identifier: identifierIn(identifier) }),
      ...(agreement === undefined ? {} : { agreement: agreementIn(agreement, options) }),
    }),
  );
  const { record } = done;
  const reached = record.endpoint ? `messages go to ${record.endpoint.url}` : 'it fetches what is for it';
  const line = said(done, `${organisation} is registered: ${record.kind}, tier ${record.tier}; ${reached}.`);
  return options.webhook === undefined ? line : `${line}\n${await setWebhook(organisation, options.webhook, at)}`;
};
