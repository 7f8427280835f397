/**
 * Runs a command of the operator: what goes wrong is one line on stderr and exit code 1, never a stack trace. `--help`
 * prints how it is used. A command reads what reaches the hub when it runs, not before: its usage is there at once.
 */
export const command = async (run: () => Promise<void>, usage?: string): Promise<void> => {
  if (usage && process.argv.includes('--help')) return console.log(usage);
  try {
    await run();
  } catch (error) {
    process.exitCode = 1;
    const isMistyped =
      usage && error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
    if (isMistyped) return console.error(`${messageOf(error)}\n${usage}`);
    console.error(refusedConnection(error) ? 'The hub does not answer. Start it again: npm start' : messageOf(error));
  }
};

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const refusedConnection = (error: unknown): boolean =>
  error instanceof Error &&
  ((error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ECONNREFUSED') ||
    ('code' in error && error.code === 'ECONNREFUSED'));
