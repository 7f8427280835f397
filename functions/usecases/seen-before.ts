import type { Actor } from '../domain/referral.ts';
import type { Loaded, RequestIdentity, SeenRequest } from './ports.ts';

/** What the same sender's request with this id did to a referral: the organisation counts too, since a client acts for many. */
export const seenBefore = (
  { seen }: Pick<Loaded, 'seen'>,
  { client, organisation }: Actor,
  { id }: Pick<RequestIdentity, 'id'>,
): SeenRequest | undefined => seen.find((s) => s.id === id && s.client === client && s.organisation === organisation);
