/** Runs a command of the operator: what goes wrong is one line on stderr and exit code 1, never a stack trace. */
export const command = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    process.exitCode = 1;
    console.error(refusedConnection(error) ? 'The hub does not answer. Start it again: npm start' : messageOf(error));
  }
};

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const refusedConnection = (error: unknown): boolean =>
  error instanceof Error &&
  ((error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ECONNREFUSED') ||
    ('code' in error && error.code === 'ECONNREFUSED'));
