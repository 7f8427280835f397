import type { Reply, SignedIn } from '../http/request.ts';
import type { FhirRow } from './interaction.ts';
import { withParameters } from './parameters.ts';
import type { FhirPorts } from './ports.ts';
import { preferred } from './prefer.ts';

/** A row of the table as it answers, by itself or in a batch. */
export const serve = (
  { parameters = [], interaction, handle }: FhirRow,
  ports: FhirPorts,
): ((request: SignedIn) => Promise<Reply>) => withParameters(parameters, preferred(interaction, handle(ports)));
