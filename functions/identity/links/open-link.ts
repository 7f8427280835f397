import type { APIGatewayProxyEvent } from 'aws-lambda';
import { linkClient } from '../../domain/hub.ts';
import type { Organiser } from '../../domain/organiser.ts';
import type { Participant, Participants } from '../../usecases/ports.ts';
import type { LinkRow, LinkRows } from '../../views/link-rows.ts';
import { isToken, linkIn } from './token.ts';

interface Doors {
  readonly links: Pick<LinkRows, 'find'>;
  readonly participants: Pick<Participants, 'organisation'>;
  readonly secret: () => Promise<string>;
}

/** A link that somebody holds by right: whoever it was forwarded to holds it too, and sees no more. */
export interface OpenLink extends LinkRow {
  readonly link: string;
  readonly participant: Participant;
  readonly organiser: Organiser;
}

/** undefined: forged, mistyped, of somebody who was followed by another, or who said that they no longer run it: all the same. */
export const openLink =
  ({ links, participants, secret }: Doors) =>
  async (token: string): Promise<OpenLink | undefined> => {
    const link = linkIn(token);
    const row = link === undefined ? undefined : await links.find(link);
    if (link === undefined || !row) return undefined;
    const participant = await participants.organisation(row.organisation);
    const organiser = participant?.organiser;
    if (!organiser || organiser.stopped !== undefined) return undefined;
    const { organisation } = participant;
    return isToken(await secret(), token, { organisation, since: organiser.since })
      ? { ...row, link, participant, organiser }
      : undefined;
  };

const inPath = /\/l\/([^/?#]+)/;

/** What API Gateway's authoriser says of software, said of whoever holds a link. */
export const callerByLink =
  (open: ReturnType<typeof openLink>) =>
  async ({ path }: APIGatewayProxyEvent): Promise<Readonly<Record<string, string>> | null> => {
    const found = await open(inPath.exec(path)?.[1] ?? '');
    return found ? { client: linkClient, organisations: found.organisation } : null;
  };
