import type { Call } from '../county/client.ts';
import type { Seen } from '../county/endpoint.ts';
import { byDocument } from '../county/organisations.ts';
import type { Channel } from './channels.ts';
import type { Witness } from './witness.ts';

const channelOf = (path: string, status: number): Channel => {
  if (path.startsWith('/safeguarding/')) return 'concern';
  if (status >= 400) return 'error';
  return path.startsWith('/overdue') ? 'page' : 'answer';
};

/** How everybody in the county hands on what they get: what stands outside, and what is within. */
export const listeningFor = (witness: Witness) => {
  const came =
    (channel: 'endpoint' | 'webhook') =>
    (to: string, { head, body }: Seen): void => {
      witness.saw('url', to, head);
      witness.saw(channel, to, body);
    };
  return {
    endpoint: came('endpoint'),
    webhook: came('webhook'),
    document: (envelope: string, document: string): void => {
      witness.saw('name', byDocument.organisation, envelope);
      witness.saw('document', byDocument.organisation, document);
    },
    answer: (
      { organisation, path }: Pick<Call, 'organisation' | 'path'>,
      status: number,
      head: string,
      body: string,
    ) => {
      witness.saw('url', organisation, head);
      witness.saw(channelOf(path, status), organisation, body);
    },
  };
};
