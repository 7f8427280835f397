import type { FhirResource } from 'fhir/r4.js';
import type { Reply, Route, SignedIn } from '../http/request.ts';
import { capabilityStatement } from './capability.ts';
import { postAppointment, postCommunication, postTask } from './create.ts';
import type { FhirPorts } from './ports.ts';
import { readHistory, readResource } from './read.ts';
import { searchTasks } from './search.ts';
import { smartConfiguration } from './smart-configuration.ts';
import { postBundle } from './transaction.ts';
import { updateResource } from './update.ts';

const base = '/FHIR/R4';

type Interaction = 'transaction' | 'read' | 'update' | 'create' | 'search-type' | 'history-instance';

interface FhirRow {
  readonly method: Route['method'];
  readonly path: string;
  readonly interaction: Interaction;
  readonly type?: FhirResource['resourceType'];
  readonly handle: (ports: FhirPorts) => (request: SignedIn) => Promise<Reply>;
}

/** What the hub acts on, and what a sender put beside a request. */
const readable = [
  ...(['Patient', 'ServiceRequest', 'Task', 'Appointment', 'Communication', 'Consent', 'Flag'] as const),
  ...(['Condition', 'RiskAssessment', 'Observation', 'QuestionnaireResponse', 'CarePlan', 'Goal'] as const),
  ...(['RelatedPerson', 'Practitioner', 'PractitionerRole'] as const),
] as const;
const updatable = ['Task', 'Appointment', 'ServiceRequest'] as const;

/** The table of FHIR interactions: routes, and the CapabilityStatement, come from it. */
export const fhirRows: readonly FhirRow[] = [
  { method: 'POST', path: base, interaction: 'transaction', handle: postBundle },
  { method: 'GET', path: `${base}/Task`, interaction: 'search-type', type: 'Task', handle: searchTasks },
  { method: 'POST', path: `${base}/Task`, interaction: 'create', type: 'Task', handle: postTask },
  {
    method: 'POST',
    path: `${base}/Communication`,
    interaction: 'create',
    type: 'Communication',
    handle: postCommunication,
  },
  { method: 'POST', path: `${base}/Appointment`, interaction: 'create', type: 'Appointment', handle: postAppointment },
  {
    method: 'GET',
    path: `${base}/Task/{id}/_history`,
    interaction: 'history-instance',
    type: 'Task',
    handle: readHistory('Task'),
  },
  ...readable.map(
    (type): FhirRow => ({
      method: 'GET',
      path: `${base}/${type}/{id}`,
      interaction: 'read',
      type,
      handle: readResource(type),
    }),
  ),
  ...updatable.map(
    (type): FhirRow => ({
      method: 'PUT',
      path: `${base}/${type}/{id}`,
      interaction: 'update',
      type,
      handle: updateResource(type),
    }),
  ),
];

export const fhirRoutes = (ports: FhirPorts): readonly Route[] => [
  {
    method: 'GET',
    path: `${base}/metadata`,
    open: true,
    handle: () => ({ status: 200, body: capabilityStatement(fhirRows, ports.publicUrl) }),
  },
  {
    method: 'GET',
    path: `${base}/.well-known/smart-configuration`,
    open: true,
    handle: () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: smartConfiguration(ports.publicUrl),
    }),
  },
  ...fhirRows.map(({ method, path, handle }): Route => ({ method, path, handle: handle(ports) })),
];
