import type { Refusal, Result } from '../domain/result.ts';
import { ok, refuseAll } from '../domain/result.ts';
import type { Answer, ApiRequest, Reply } from '../http/request.ts';

/** http://hl7.org/fhir/R4/http.html#parameters: what any interaction takes. JSON is all that is served. */
const generalParameters = ['_format', '_pretty'] as const;
const isGeneral = (name: string): boolean => generalParameters.some((known) => known === name);

export const isCount = (value: string | null): boolean => value === null || /^[1-9]\d{0,8}$/.test(value);

const formats = new Set(['json', 'text/json', 'application/json', 'application/fhir+json']);
const isJson = (format: string): boolean => formats.has((format.split(';')[0] ?? '').trim().replace(' ', '+'));

/** The general parameters taken out of the query; or what is wrong with them, and every other that is not known here. */
const readGeneral = (
  query: URLSearchParams,
  known: readonly string[] | 'own',
): Result<{ rest: URLSearchParams; pretty: boolean }> => {
  const strange = known === 'own' ? [] : [...new Set(query.keys())].filter((n) => !isGeneral(n) && !known.includes(n));
  const supported = [...(known === 'own' ? [] : known), ...generalParameters].join(', ');
  const refused = refuseAll([
    ...query
      .getAll('_format')
      .flatMap((f): Refusal[] => (isJson(f) ? [] : [{ code: 'not-acceptable', expression: '_format' }])),
    ...query
      .getAll('_pretty')
      .flatMap((p): Refusal[] =>
        /^(true|false)$/.test(p) ? [] : [{ code: 'invalid-parameter', expression: '_pretty' }],
      ),
    ...strange.map((): Refusal => ({ code: 'unknown-parameter', diagnostics: `supported: ${supported}` })),
  ]);
  const rest = new URLSearchParams([...query].filter(([name]) => !isGeneral(name)));
  return refused ?? ok({ rest, pretty: query.get('_pretty') === 'true' });
};

/**
 * A parameter that nobody reads would be a promise that nobody keeps: it is refused everywhere, also where R4 would let it
 * be passed over.
 *
 * @param known besides the general ones; `own` where the interaction judges the rest itself
 */
export const withParameters =
  <R extends ApiRequest>(known: readonly string[] | 'own', handle: (request: R) => Promise<Reply> | Reply) =>
  async (request: R): Promise<Reply> => {
    const read = readGeneral(request.query, known);
    if (!read.ok) return read;
    const reply = await handle({ ...request, query: read.value.rest });
    return read.value.pretty ? answered(reply, (answer) => ({ ...answer, pretty: true })) : reply;
  };

/** Another form of what was answered; a refusal stays what it is. */
export const answered = (reply: Reply, change: (answer: Answer) => Answer): Reply => {
  if ('status' in reply) return change(reply);
  return reply.ok ? change(reply.value) : reply;
};
