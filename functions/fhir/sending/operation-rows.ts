import { base, type FhirRow } from '../interaction.ts';
import { processMessage } from './process-message.ts';
import { validateAny, validateRequest } from './validate-operation.ts';

export const messagePath = `${base}/$process-message`;

const validate = { name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' };

export const operationRows: readonly FhirRow[] = [
  {
    method: 'POST',
    path: messagePath,
    interaction: 'operation',
    operation: {
      name: 'process-message',
      definition: 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message',
    },
    handle: processMessage,
  },
  {
    ...{ method: 'POST', path: `${base}/$validate`, interaction: 'operation', operation: validate },
    ...{ parameters: ['mode'], handle: validateAny },
  },
  {
    ...{ method: 'POST', path: `${base}/ServiceRequest/$validate`, interaction: 'operation', operation: validate },
    ...{ type: 'ServiceRequest', parameters: ['mode'], handle: validateRequest },
  },
];
