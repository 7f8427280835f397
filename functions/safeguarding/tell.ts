import type { SafeguardingRule } from '../../contracts/areas/safeguarding.ts';
import { guardedRequest } from '../delivery/guarded-request.ts';
import { guardsFor } from '../delivery/guards.ts';
import type { SendMail } from '../digest/mailer.ts';

/** Tells a reader that these wait. Those of which that got there. */
export type Tell = (reader: string, ids: readonly string[]) => Promise<readonly string[]>;

interface Ways {
  readonly rule: SafeguardingRule;
  /** To a reader, by their code: what comes back says whose it was. */
  readonly mail: (reader: string) => SendMail;
  readonly allowedPrivateOrigins: readonly string[];
}

/** Whoever sees this on a screen, in a mail server or in a log learns that there is an id, or how many, and nothing else. */
const mailOf = (ids: readonly string[]) => {
  const says = ids.length === 1 ? ids[0] : ids.length;
  return { subject: `Handover: ${says}`, text: `${says}\n` };
};

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

/** A program is told each, by its id; where one does not get there the others need not be tried now. */
const eachTo = async (url: string, ids: readonly string[], allowed: readonly string[]): Promise<readonly string[]> => {
  const reached: string[] = [];
  for (const id of ids) {
    if (!(await toWebhook(url, id, allowed))) break;
    reached.push(id);
  }
  return reached;
};

export const tellReader =
  ({ rule, mail, allowedPrivateOrigins }: Ways): Tell =>
  async (code, ids) => {
    const reader = rule.readers[code];
    if (!reader) return [];
    if ('webhook' in reader.reached) return eachTo(reader.reached.webhook, ids, allowedPrivateOrigins);
    try {
      await mail(code)(reader.reached.mail, mailOf(ids));
      return ids;
    } catch {
      return [];
    }
  };
