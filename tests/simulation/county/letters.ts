import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
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
  /** Bytes. */
  let read = 0;
  return {
    documents,
    collect: () => {
      const text = existsSync(outbox) ? linesFrom(outbox, read) : '';
      read += Buffer.byteLength(text);
      for (const line of text.split('\n').filter(Boolean)) {
        const { to, attached, tags } = mail.parse(JSON.parse(line));
        const [document] = tags.document ?? [];
        if (attached && document !== undefined && to.includes(address)) documents.set(document, titleOf(attached));
      }
    },
  };
};

/** Whole lines alone: somebody may be writing the last one. What was read is not read again, or a long run would read for hours. */
const linesFrom = (file: string, from: number): string => {
  const open = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(fstatSync(open).size - from);
    const text = bytes.toString('utf8', 0, readSync(open, bytes, 0, bytes.length, from));
    return text.slice(0, text.lastIndexOf('\n') + 1);
  } finally {
    closeSync(open);
  }
};

const titleOf = ({ name, base64 }: { readonly name: string; readonly base64: string }): string => {
  const page = textOf(Buffer.from(base64, 'base64')).replaceAll(/\s+/g, ' ');
  const reference = name.replace(/\.pdf$/, '');
  const titles = Object.values(practiceMessages).map(({ display }) => `${display}: ${reference}`);
  return titles.find((title) => page.includes(title)) ?? '';
};
