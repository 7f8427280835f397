import type { Hash, Participants } from '../../usecases/ports.ts';
import type { CodeRows } from '../../views/code-rows.ts';
import type { LinkRows } from '../../views/link-rows.ts';
import { tokenOf } from './token.ts';

interface Doors {
  readonly links: Pick<LinkRows, 'find'>;
  readonly participants: Pick<Participants, 'organisation'>;
  readonly codes: Pick<CodeRows, 'isRight'>;
  readonly secret: () => Promise<string>;
  readonly hash: () => Promise<Hash>;
}

const form = /^[0-9a-hjkmnp-tv-z]{13}$/;

/**
 * The paper names a session and opens nothing; together with the four digits that were sent to the organiser it opens what their link
 * opens. undefined: whatever is wrong. A link that was withdrawn, or of somebody who was followed by another, is opened by no code.
 */
export const openByCode =
  ({ links, participants, codes, secret, hash }: Doors) =>
  async (link: string, code: string, now: string): Promise<string | undefined> => {
    if (!form.test(link) || !/^\d{4}$/.test(code)) return undefined;
    const row = await links.find(link);
    const organiser = row && (await participants.organisation(row.organisation))?.organiser;
    if (!row || !organiser || organiser.stopped !== undefined || organiser.withdrawn?.includes(link)) return undefined;
    if (!(await codes.isRight(link, (await hash())('code', link, code), now))) return undefined;
    return tokenOf(await secret(), link, { organisation: row.organisation, since: organiser.since });
  };
