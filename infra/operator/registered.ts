import { userInfo } from 'node:os';
import { hub, operatorClient } from '../../functions/domain/hub.ts';
import type { Actor } from '../../functions/domain/referral.ts';
import type { Result } from '../../functions/domain/result.ts';
import type { Registered } from '../../functions/usecases/participant-register.ts';

/** The account that runs a command; in a container it may have a number only. */
const account = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
};

/** Who stands in the register's history when somebody changed it by command. */
export const operator: Actor = { client: operatorClient, organisation: hub.organisation, person: account() };

const ofThisMachine =
  'A program on this machine can be an endpoint or webhook of the local hub that was started with HANDOVER_ORIGINS=<its origin, such as http://127.0.0.1:9000>.';

/** The record, or every reason why it was refused, as one error. */
export const registered = <T>(result: Result<Registered<T>>): Registered<T> => {
  if (result.ok) return result.value;
  // By name: that a place is written as a JSON pointer is of the use cases.
  const reasons = result.refusals.map((r) =>
    [r.expression?.replace(/^\//, ''), r.diagnostics ?? r.code].filter(Boolean).join(': '),
  );
  const address = result.refusals.some(({ expression = '' }) => ['/endpoint', '/webhook'].includes(expression));
  throw new Error([...reasons, ...(address ? [ofThisMachine] : [])].join('\n'));
};

/** What a command did, or that there was nothing to do. */
export const said = ({ written }: Registered<unknown>, what: string): string =>
  written ? what : `${what} It was so already: nothing changed.`;

/** The same, of where something is sent: a new address is not known everywhere at once (cached-participants.ts). */
export const saidOfWay = (done: Registered<unknown>, what: string): string =>
  done.written ? `${what} Until a minute from now what is sent may still go the old way.` : said(done, what);
