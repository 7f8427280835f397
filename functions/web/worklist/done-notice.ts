import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import type { Desk } from './staff-page.ts';

const { done: says } = words.worklist;
const isSaid = (did: string): did is keyof typeof says => Object.hasOwn(says, did);

/** What the last form did, said where the browser was sent after it. */
export const doneNotice = ({ request }: Desk): Html | undefined => {
  const did = request.query.get('did');
  if (did === null) return undefined;
  return component('inset-text', { html: html`<p role="status">${says[isSaid(did) ? did : 'contact']}</p>` });
};
