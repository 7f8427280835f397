import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { practiceMessages } from '../../../contracts/lifecycle/codes.ts';
import { textOf } from '../../unit/delivery/pdf-text.ts';
import type { Mailbox } from './mailbox.ts';

const mail = z.object({
  to: z.array(z.string()),
  /** The page's own id stands among them: one that is sent again is the same page. */
  tags: z.object({ document: z.tuple([z.string()]).optional() }),
  attached: z.object({ name: z.string(), base64: z.string() }).optional(),
});

/** E-mail of a practice, from the file in which the hub of this machine leaves it: somebody opens each PDF and reads its title. */
export const openLetters = (outbox: string, address: string): Mailbox => {
  const documents = new Map<string, string>();
  let read = 0;
  return {
    documents,
    collect: () => {
      const lines = existsSync(outbox) ? readFileSync(outbox, 'utf8').split('\n').filter(Boolean) : [];
      for (const line of lines.slice(read)) {
        const { to, attached, tags } = mail.parse(JSON.parse(line));
        const [document] = tags.document ?? [];
        if (attached && document !== undefined && to.includes(address)) documents.set(document, titleOf(attached));
      }
      read = lines.length;
    },
  };
};

const titleOf = ({ name, base64 }: { readonly name: string; readonly base64: string }): string => {
  const page = textOf(Buffer.from(base64, 'base64')).replaceAll(/\s+/g, ' ');
  const reference = name.replace(/\.pdf$/, '');
  const titles = Object.values(practiceMessages).map(({ display }) => `${display}: ${reference}`);
  return titles.find((title) => page.includes(title)) ?? '';
};
