import type { SafeguardingRule } from '../../contracts/areas/safeguarding.ts';
import { guardedRequest } from '../delivery/guarded-request.ts';
import { guardsFor } from '../delivery/guards.ts';
import type { SendMail } from '../digest/mailer.ts';

/** Tells a reader that something waits. false: it did not get there. */
export type Tell = (reader: string, id: string) => Promise<boolean>;

interface Ways {
  readonly rule: SafeguardingRule;
  readonly mail: SendMail;
  readonly allowedPrivateOrigins: readonly string[];
}

/** Whoever sees this on a screen, in a mail server or in a log learns that there is an id, and nothing else. */
const mailOf = (id: string) => ({ subject: `Handover: ${id}`, text: `${id}\n` });

/** Nothing in an answer means anything but its status. */
const mostBytes = 10_000;

const toWebhook = async (url: string, id: string, allowedPrivateOrigins: readonly string[]): Promise<boolean> => {
  const guards = guardsFor(url, mostBytes, { allowedPrivateOrigins });
  if (!guards) return false;
  const headers = { 'content-type': 'application/json' };
  const message = { method: 'POST', url: new URL(url), headers, body: JSON.stringify({ id }) };
  const answer = await guardedRequest(message, guards);
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
};

export const tellReader =
  ({ rule, mail, allowedPrivateOrigins }: Ways): Tell =>
  async (code, id) => {
    const reader = rule.readers[code];
    if (!reader) return false;
    if ('webhook' in reader.reached) return toWebhook(reader.reached.webhook, id, allowedPrivateOrigins);
    try {
      await mail(reader.reached.mail, mailOf(id));
      return true;
    } catch {
      return false;
    }
  };
