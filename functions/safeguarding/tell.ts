import type { SafeguardingRule } from '../../contracts/areas/safeguarding.ts';
import { guardedRequest } from '../delivery/guarded-request.ts';
import { guardsFor } from '../delivery/guards.ts';
import { signed } from '../delivery/webhook-sender.ts';
import type { SendMail } from '../digest/mailer.ts';
import type { Clock } from '../usecases/ports.ts';

/** Tells a reader that these wait: which of them got there, as soon as they did. Once nobody listens any more, no further one is begun. */
export type Tell = (reader: string, ids: readonly string[]) => AsyncIterable<readonly string[]>;

interface Ways {
  readonly rule: SafeguardingRule;
  /** To a reader, by their code: what comes back says whose it was. */
  readonly mail: (reader: string) => SendMail;
  readonly allowedPrivateOrigins: readonly string[];
  /** What signs to the webhook of an organisation, the newest first: the secrets that it has in the register. */
  readonly secrets: (organisation: string) => Promise<readonly string[]>;
  readonly clock: Clock;
}

interface Hook {
  readonly url: string;
  readonly organisation: string;
}

/** Whoever sees this on a screen, in a mail server or in a log learns that there is an id, or how many, and nothing else. */
const mailOf = (ids: readonly string[]) => {
  const says = ids.length === 1 ? ids[0] : ids.length;
  return { subject: `Handover: ${says}`, text: `${says}\n` };
};

/** Nothing in an answer means anything but its status. */
const mostBytes = 10_000;

/**
 * Signed as every webhook of the hub is. That a concern waits is told without a signature where there is no secret, or none that opens:
 * whoever insists on one refuses it, and then the next reader is told.
 */
const headersFor = async (
  { secrets, clock }: Pick<Ways, 'secrets' | 'clock'>,
  organisation: string,
  { id, body }: { readonly id: string; readonly body: string },
): Promise<Record<string, string>> => {
  const at = clock();
  const type = { 'content-type': 'application/json' };
  const known = await secrets(organisation).catch(() => []);
  // What was told and not acknowledged is told again: that is another message.
  return known.length === 0 ? type : { ...type, ...signed(known, { id: `${id}.${Date.parse(at)}`, at, body }) };
};

const toWebhook = async (ways: Ways, { url, organisation }: Hook, id: string): Promise<boolean> => {
  const guards = guardsFor(url, mostBytes, ways);
  if (!guards) return false;
  const body = JSON.stringify({ id });
  const headers = await headersFor(ways, organisation, { id, body });
  const answer = await guardedRequest({ method: 'POST', url: new URL(url), headers, body }, guards);
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
};

/** A program is told each, by its id; where one does not get there the others need not be tried now. */
async function* eachTo(ways: Ways, hook: Hook, ids: readonly string[]): AsyncGenerator<readonly string[]> {
  for (const id of ids) {
    if (!(await toWebhook(ways, hook, id))) return;
    yield [id];
  }
}

const mailed = async (send: SendMail, to: string, ids: readonly string[]): Promise<boolean> => {
  try {
    await send(to, mailOf(ids));
    return true;
  } catch {
    return false;
  }
};

export const tellReader = (ways: Ways): Tell =>
  async function* tell(code, ids) {
    const reader = ways.rule.readers[code];
    if (!reader) return;
    const { organisation, reached } = reader;
    if ('webhook' in reached) yield* eachTo(ways, { url: reached.webhook, organisation }, ids);
    else if (await mailed(ways.mail(code), reached.mail, ids)) yield ids;
  };
