import { once } from 'node:events';
import { createServer } from 'node:http';
import { KeyStore } from '../../unit/identity/key-store.ts';

/** The two calls of KMS that identity makes, over HTTP, as the SDK sends them (AWS JSON 1.1). */
export const startKeyService = async (...keyIds: string[]): Promise<{ url: string; stop: () => void }> => {
  const keys = new KeyStore(...keyIds);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { KeyId, Message = '', ...options } = JSON.parse(Buffer.concat(chunks).toString());
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (request.headers['x-amz-target'] === 'TrentService.GetPublicKey') {
      response.end(JSON.stringify({ KeyId, PublicKey: base64(await keys.publicKey(KeyId)) }));
    } else if (options.MessageType === 'RAW' && options.SigningAlgorithm === 'ECDSA_SHA_256') {
      response.end(
        JSON.stringify({ KeyId, Signature: base64(await keys.sign(KeyId, Buffer.from(Message, 'base64'))) }),
      );
    } else {
      response.writeHead(400).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { url: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
};
