import type { Answer } from './client.ts';

/** The hub said no where the script has no room for a no: the run fails, with what the hub said. */
class Refused extends Error {
  constructor(what: string, { status, body }: Answer) {
    super(`${what}: ${status} ${JSON.stringify(body)?.slice(0, 600)}`);
  }
}

export const taken = (what: string, answer: Answer): Answer => {
  if (answer.status >= 300) throw new Refused(what, answer);
  return answer;
};
