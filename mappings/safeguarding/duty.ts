import type { Content, Held, OpenConcern, Opened } from '../../functions/domain/concern/concern.ts';
import { allow } from '../allow-list.ts';

/** Enough to see that somebody reads it, and nothing of what or whom it is about: that is opened one by one, with a name. */
export const listedConcern = (open: OpenConcern) =>
  allow(open, ['id', 'at', 'level', 'route', 'kind', 'told', 'due', 'stranded', 'acknowledged']);

const openedBy = (opened: Opened) => allow(opened, ['at', 'what', 'name', 'organisation', 'words']);

/** All of it, to a duty owner who said a name and a reason, with everybody who opened it before. */
export const openedConcern = (
  open: OpenConcern,
  { content, opened }: { readonly content: Content; readonly opened: readonly Opened[] },
) => ({
  ...listedConcern(open),
  ...(content.concern
    ? allow(content.concern, ['who', 'about', 'says', 'from'])
    : { about: { kind: 'person', referral: open.referral } }),
  raisedBy: content.by.organisation,
  opened: opened.map(openedBy),
});

export const pausedOrganisation = (held: Held) => allow(held, ['organisation', 'since', 'by']);
