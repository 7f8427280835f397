import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from '../../operator/command.ts';
import { dataFolder } from '../../operator/connection.ts';
import { practiceMailbox } from './practice-mailbox.ts';
import { isAnswer, practiceAnswers } from './response.ts';

const usage = `npm run -s mailbox -- <mailbox> [${practiceAnswers.join('|')}]`;

/** npm run -s mailbox: what lies for a practice in the simulated MESH; with a word, its system takes the oldest and says so. */
await command(async () => {
  const [, , mailbox, says] = process.argv;
  if (mailbox === undefined || (says !== undefined && !isAnswer(says))) throw new Error(usage);
  const practice = await practiceMailbox(dataFolder(), mailbox);
  const documents = await practice.documents();
  const [oldest] = documents;
  if (!oldest) {
    console.log('Nothing lies there.');
    return;
  }
  if (says !== undefined) {
    await practice.answer(oldest, says);
    console.log(`${oldest.title}: ${says}. The hub looks into its mailbox every five minutes.`);
    return;
  }
  const folder = join(dataFolder(), 'mailbox');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { document, title, pdf } of documents) {
    const path = join(folder, `${document}.pdf`);
    await writeFile(path, pdf, { mode: 0o600 });
    console.log(`${title}\n  ${path}`);
  }
});
