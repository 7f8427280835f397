import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const mail = z.object({
  ...{ id: z.string(), at: z.string(), from: z.string(), to: z.array(z.string()) },
  ...{ subject: z.string(), text: z.string() },
  attached: z.optional(z.object({ name: z.string(), base64: z.string() })),
  /** What its sender calls it by. */
  tags: z.optional(z.record(z.string(), z.array(z.string()))),
});
export type Mail = z.infer<typeof mail>;
export const mails = z.array(mail);

/** E-mail that would have left, oldest first: a line of JSON each, in a file of the data folder. */
export interface Outbox {
  put(one: Mail): void;
  all(): readonly Mail[];
}

export const openOutbox = (folder: string): Outbox => {
  const file = join(folder, 'outbox.jsonl');
  return {
    put: (one) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      appendFileSync(file, `${JSON.stringify(one)}\n`, { mode: 0o600 });
    },
    all: () => {
      const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
      return lines.filter((line) => line !== '').map((line) => mail.parse(JSON.parse(line)));
    },
  };
};
