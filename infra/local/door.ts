import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A port of this machine that nobody else reaches. Requests wait until what answers them is ready. */
export interface Door {
  readonly url: string;
  serve(handle: Handle): void;
  /** Lets running requests end, for a moment. */
  close(): Promise<void>;
}

const patience = 2_000;

/** Opened before what it serves exists, because the template is read with its address in it. */
export const openDoor = async (port = 0): Promise<Door> => {
  const serving = Promise.withResolvers<Handle>();
  const server = createServer((request, response) => {
    // A caller who went away in the middle is no fault of the hub.
    serving.promise.then((handle) => handle(request, response)).catch(() => response.destroy());
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', (error) => {
    const taken = 'code' in error && error.code === 'EADDRINUSE';
    reject(taken ? new Error(`Port ${port} is taken. Choose another with PORT`) : error);
  });
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') resolve(address.port);
  });
  return {
    url: `http://127.0.0.1:${await promise}`,
    serve: serving.resolve,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), patience).unref();
      }),
  };
};
