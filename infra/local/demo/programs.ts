import { z } from 'zod';

const answer = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown(),
  requestId: z.string().optional(),
});
/** What the hub said to a demo program. */
type HubAnswer = z.infer<typeof answer>;

const failure = z.object({ error: z.string() });

const post = (program: string, verb: string, body: object): Promise<Response> =>
  fetch(`${program}/do/${verb}`, { method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(60_000) });

/** Tells one of the demo's programs to do something. @throws when the program could not even ask the hub. */
export const tell = async (program: string, verb: string, body: object): Promise<HubAnswer> => {
  const response = await post(program, verb, body);
  const said: unknown = await response.json();
  if (!response.ok) throw new Error(failure.safeParse(said).data?.error ?? `The program answered ${response.status}`);
  return answer.parse(said);
};

/** The same, where a refusal by the hub ends everything: each reason in one line. */
export const have = async (program: string, verb: string, body: object): Promise<HubAnswer> => {
  const said = await tell(program, verb, body);
  if (said.status < 300) return said;
  throw new Error(`The hub refused "${verb}" with ${said.status}:\n${reasonsIn(said.body).join('\n')}`);
};

/** What a program has: its inbox, its tasks. */
export const ask = async (program: string, what: string): Promise<unknown> => {
  const response = await fetch(`${program}/do/${what}`, { signal: AbortSignal.timeout(60_000) });
  const said: unknown = await response.json();
  if (!response.ok) throw new Error(failure.safeParse(said).data?.error ?? `The program answered ${response.status}`);
  return said;
};

const outcome = z.object({
  issue: z.array(
    z.object({
      code: z.string(),
      details: z.object({ text: z.string().optional() }).optional(),
      diagnostics: z.string().optional(),
    }),
  ),
});
const problem = z.object({ errors: z.array(z.object({ says: z.string(), detail: z.string().optional() })) });

/** Every reason in an OperationOutcome or a problem, for people. */
const reasonsIn = (body: unknown): string[] => {
  const fhir = outcome.safeParse(body);
  if (fhir.success)
    return fhir.data.issue.map((i) => [i.details?.text ?? i.code, i.diagnostics].filter(Boolean).join(' '));
  const plain = problem.safeParse(body);
  if (plain.success) return plain.data.errors.map((e) => [e.says, e.detail].filter(Boolean).join(' '));
  return [JSON.stringify(body)];
};
