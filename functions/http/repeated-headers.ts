import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Refusal } from '../domain/result.ts';

/**
 * Headers that mean one thing. Two of them, also equal ones, are refused: any proxy may join them with a comma
 * (RFC 9110 5.3), API Gateway hands over the last, and who sent the other is not known.
 */
const single = [
  ...['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-exist', 'nhsd-end-user-organisation'],
  'handover-role',
  ...['nhsd-target-identifier', 'x-correlation-id', 'x-request-id'],
];
/** Those in whose value no comma can stand. */
const withoutComma = [
  'handover-role',
  'nhsd-end-user-organisation',
  'nhsd-target-identifier',
  'x-correlation-id',
  'x-request-id',
];

/** To be asked of the event as it came: once names are normalised, two spellings of one header are one. */
export const repeatedHeaders = (event: APIGatewayProxyEvent): Refusal[] => {
  const sent = new Map<string, number>();
  for (const [name, values = []] of Object.entries(event.multiValueHeaders ?? {})) {
    const key = name.toLowerCase();
    sent.set(key, (sent.get(key) ?? 0) + values.length);
  }
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    const key = name.toLowerCase();
    if (withoutComma.includes(key) && value?.includes(',')) sent.set(key, 2);
  }
  return single
    .filter((name) => (sent.get(name) ?? 0) > 1)
    .map((name) => ({ code: 'invalid-header', diagnostics: `${name} may be sent once.` }));
};
