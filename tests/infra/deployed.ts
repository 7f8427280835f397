import { z } from 'zod';
import { readTemplate } from '../../infra/local/template/template.ts';
import { synthesised } from './synthesised.ts';

/** The template, and the same read as if it were deployed. */
export const hub = await synthesised();
export const template = readTemplate(
  hub.source,
  { account: '000000000000', region: 'eu-west-2', stack: 'Handover', queueOrigin: 'http://127.0.0.1:1' },
  { PublicUrl: 'https://hub.example', MailSender: 'handover@hub.example', MeshMailbox: 'X26HUB01' },
);

/** Short names for what IAM names by ARN: the id in the template without its hash. */
const names = new Map(
  hub.resources.flatMap(({ id, type }) =>
    template
      .all(type, z.unknown())
      .filter((one) => one.id === id)
      .flatMap(({ identity }) => [identity.attributes.Arn, identity.ref])
      .map((arn) => [arn, id.replace(/[0-9A-F]{8}$/, '')] as const),
  ),
);

export const short = (arn: string): string => {
  const [, owner = arn, rest = ''] = /^(.*?:table\/[^/]+)(\/.*)?$/.exec(arn) ?? [];
  return `${names.get(owner) ?? owner}${rest}`;
};
