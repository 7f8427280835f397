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

/** undefined: forged, mistyped, of somebody who was followed by another, withdrawn, or who said that they no longer run it: all the same. */
export const openLink =
  ({ links, participants, secret }: Doors) =>
  async (token: string): Promise<OpenLink | undefined> => {
    const link = linkIn(token);
    const row = link === undefined ? undefined : await links.find(link);
    if (link === undefined || !row) return undefined;
    const participant = await participants.organisation(row.organisation);
    const organiser = participant?.organiser;
    if (!organiser || organiser.stopped !== undefined || organiser.withdrawn?.includes(link)) return undefined;
    const { organisation } = participant;
    return isToken(await secret(), token, { organisation, since: organiser.since })
      ? { ...row, link, participant, organiser }
      : undefined;
  };

/** A session by the name of its link, for whoever is known to hold it by another way than its token. */
export const openHeld =
  ({ links, participants }: Omit<Doors, 'secret'>) =>
  async (
    link: string,
    holder: { readonly organisation: string; readonly since: string },
  ): Promise<OpenLink | undefined> => {
    const [row, participant] = await Promise.all([links.find(link), participants.organisation(holder.organisation)]);
    const organiser = participant?.organiser;
    if (!row || row.organisation !== holder.organisation || !organiser || organiser.since !== holder.since)
      return undefined;
    if (organiser.stopped !== undefined || organiser.withdrawn?.includes(link)) return undefined;
    return { ...row, link, participant, organiser };
  };

const inPath = /\/l\/([^/?#]+)/;

/** What API Gateway's authoriser says of software, said of whoever holds a link. */
export const callerByLink =
  (open: ReturnType<typeof openLink>) =>
  async ({ path }: APIGatewayProxyEvent): Promise<Readonly<Record<string, string>> | null> => {
    const found = await open(inPath.exec(path)?.[1] ?? '');
    return found ? { client: linkClient, organisations: found.organisation } : null;
  };
