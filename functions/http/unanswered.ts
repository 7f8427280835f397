/** By these names the AWS SDK says, after its own tries, that a service did not answer, or not now. */
const names = new Set([
  'TimeoutError',
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
]);
const codes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/**
 * A store that starts or is overrun, not a bug: the same request may well succeed in a second, so its sender is told to
 * send it again. Every write is conditional, so what was done after all is known again by its request id.
 */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof Error && (names.has(error.name) || ('code' in error && codes.has(String(error.code))));
