import type { FhirResource, OperationOutcome } from 'fhir/r4.js';
import type { Answer, Reply, SignedIn } from '../http/request.ts';
import type { Interaction } from './interaction.ts';
import { answered } from './parameters.ts';

const returns = ['minimal', 'representation', 'OperationOutcome'] as const;
type Return = (typeof returns)[number];

/** RFC 7240; what else is preferred is passed over, as that says. The whole resource, where nothing is. */
export const preferredReturn = (prefer: string | undefined): Return | undefined => {
  const wanted = /(?:^|[,;\s])return\s*=\s*"?([A-Za-z]+)"?/.exec(prefer ?? '')?.[1];
  return returns.find((known) => known === wanted);
};

const changing: readonly Interaction[] = ['create', 'update', 'patch'];

/** http://hl7.org/fhir/R4/http.html#ops: how much of what was written comes back. */
export const preferred =
  (interaction: Interaction, handle: (request: SignedIn) => Promise<Reply>) =>
  async (request: SignedIn): Promise<Reply> => {
    const reply = await handle(request);
    const wanted = preferredReturn(request.headers.prefer);
    if (wanted === undefined || !changing.includes(interaction)) return reply;
    return answered(reply, (answer) => inForm(answer, wanted));
  };

const inForm = ({ body, advice = done, ...answer }: Answer, wanted: Return): Answer => {
  const headers = { ...answer.headers, 'preference-applied': `return=${wanted}` };
  if (wanted === 'minimal') return { ...answer, headers };
  const said = wanted === 'OperationOutcome' ? advice : body;
  return { ...answer, headers, ...(said ? { body: said } : {}) };
};

const done: OperationOutcome & FhirResource = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'information', code: 'informational', details: { text: 'Done.' } }],
};
