import type { Content, Held, OpenConcern, Opened } from '../../functions/domain/concern/concern.ts';
import { linkClient, personClient } from '../../functions/domain/hub.ts';
import { allow } from '../allow-list.ts';
import { elementsIn, type Named } from '../named.ts';

export const listed = [
  { why: 'to know which one it is, and what kind', elements: ['id', 'at', 'level', 'route', 'kind'] },
  {
    why: 'to see whether somebody has it, and who is told next',
    elements: ['told', 'due', 'stranded', 'acknowledged'],
  },
] as const satisfies readonly Named<keyof OpenConcern>[];

export const openedFields = [
  { why: 'to see who read it before, and why', elements: ['at', 'what', 'name', 'organisation', 'words'] },
] as const satisfies readonly Named<keyof Opened>[];

export const written = [
  {
    why: 'to act on it: who is not safe, what somebody saw, whom to ask back',
    elements: ['who', 'about', 'says', 'from'],
  },
] as const satisfies readonly Named<keyof NonNullable<Content['concern']>>[];

/** Beside what was written. */
export const raised = [
  {
    why: 'to know which organisation raised it, and whether by software or by a link',
    elements: ['raisedBy', 'raisedWith'],
  },
] as const satisfies readonly Named[];

export const paused = [
  { why: 'to see which organisation is asked nothing new, and to end it', elements: ['organisation', 'since', 'by'] },
] as const satisfies readonly Named<keyof Held>[];

/** Enough to see that somebody reads it, and nothing of what or whom it is about: that is opened one by one, with a name. */
export const showListed = (open: OpenConcern) => allow(open, elementsIn(listed));

const openedBy = (opened: Opened) => allow(opened, elementsIn(openedFields));

interface Written {
  readonly content: Content;
  readonly opened: readonly Opened[];
}

/** A link says whose it is, and not who held it; of a person it is of the service that sees to them. */
const ways: Readonly<Record<string, string>> = {
  [linkClient]: 'link of an organiser or companion',
  [personClient]: 'link of a person',
};

/** All of it, to a duty owner who said a name and a reason, with everybody who opened it before. */
export const showOpened = (open: OpenConcern, { content, opened }: Written) => ({
  ...showListed(open),
  ...(content.concern
    ? allow(content.concern, elementsIn(written))
    : { about: { kind: 'person', referral: open.referral } }),
  raisedBy: content.by.organisation,
  raisedWith: ways[content.by.client] ?? 'software',
  opened: opened.map(openedBy),
});

export const showPaused = (held: Held) => allow(held, elementsIn(paused));
