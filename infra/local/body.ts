import type { IncomingMessage } from 'node:http';

/** The whole body. Not by node:stream/consumers, which goes round by a Blob: each call of a function comes by here twice. */
export const bodyOf = (message: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    message.once('error', reject);
    // Whoever went away in the middle ends nothing.
    message.once('close', () => message.complete || reject(new Error('The body broke off')));
  });
