import { thisSafeguarding } from '../../contracts/areas/this-safeguarding.ts';
import { readsFor } from '../domain/concern/duty-owner.ts';
import type { Reply, Route, SignedIn } from '../http/request.ts';
import { claimingOnSending } from '../usecases/claim-on-sending.ts';
import { postAnyBundle } from './bundle.ts';
import { capabilityStatement } from './capability.ts';
import { patchResource, updatableTypes, updateResource } from './changing/update.ts';
import { directoryRows } from './directory/rows.ts';
import { base, type FhirRow } from './interaction.ts';
import { messageLanguage } from './message-language.ts';
import { needsOf } from './needs.ts';
import { withParameters } from './parameters.ts';
import type { FhirPorts } from './ports.ts';
import { readingRows } from './reading/reading-rows.ts';
import { postAppointment, postTask } from './sending/create.ts';
import { messagePath, operationRows } from './sending/operation-rows.ts';
import { postCommunication } from './sending/post-communication.ts';
import { postConsent } from './sending/post-consent.ts';
import { postMeasure } from './sending/post-measure.ts';
import { postServiceRequest } from './sending/post-service-request.ts';
import { serve } from './serve.ts';
import { smartConfiguration } from './smart-configuration.ts';

/** The table of FHIR interactions: routes, and the CapabilityStatement, come from it. */
export const fhirRows: readonly FhirRow[] = [
  { method: 'POST', path: base, interaction: 'transaction', handle: postAnyBundle(() => fhirRows) },
  {
    method: 'POST',
    path: `${base}/ServiceRequest`,
    interaction: 'create',
    type: 'ServiceRequest',
    handle: postServiceRequest,
  },
  { method: 'POST', path: `${base}/Task`, interaction: 'create', type: 'Task', handle: postTask },
  {
    method: 'POST',
    path: `${base}/Communication`,
    interaction: 'create',
    type: 'Communication',
    handle: postCommunication,
  },
  { method: 'POST', path: `${base}/Consent`, interaction: 'create', type: 'Consent', handle: postConsent },
  {
    method: 'POST',
    path: `${base}/QuestionnaireResponse`,
    interaction: 'create',
    type: 'QuestionnaireResponse',
    documentation:
      'By the coordinator, subject the Patient: 201 with what was recorded. By a provider of questionnaires that the person agreed to, basedOn the short reference: 201 with a receipt; it may do nothing else.',
    handle: postMeasure,
  },
  { method: 'POST', path: `${base}/Appointment`, interaction: 'create', type: 'Appointment', handle: postAppointment },
  ...operationRows,
  ...directoryRows,
  ...readingRows,
  ...updatableTypes.flatMap((type): FhirRow[] => {
    const path = `${base}/${type}/{id}`;
    const consumes = ['application/json-patch+json'];
    return [
      { method: 'PUT', path, interaction: 'update', type, handle: updateResource(type) },
      { method: 'PATCH', path, interaction: 'patch', type, consumes, handle: patchResource(type) },
    ];
  }),
];

/** Where another language than REST's is spoken. */
export const fhirDialects = (publicUrl: string) => ({ [messagePath]: messageLanguage(publicUrl) });

/** A duty owner for safeguarding is one by the rota of the area, and by nobody's word. */
const asKnown =
  (handle: (request: SignedIn) => Promise<Reply>) =>
  (request: SignedIn): Promise<Reply> => {
    const { principal } = request;
    if (!readsFor(thisSafeguarding, principal.actor.organisation)) return handle(request);
    return handle({ ...request, principal: { ...principal, actor: { ...principal.actor, known: 'duty-owner' } } });
  };

export const fhirRoutes = (given: FhirPorts): readonly Route[] =>
  routesOf({ ...given, ledger: claimingOnSending(given) });

const routesOf = (ports: FhirPorts): readonly Route[] => [
  {
    method: 'GET',
    path: `${base}/metadata`,
    open: true,
    handle: withParameters(['mode'], () => ({ status: 200, body: capabilityStatement(fhirRows, ports.publicUrl) })),
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
  ...fhirRows.map((row): Route => {
    const { method, path, consumes } = row;
    return { method, path, ...(consumes ? { consumes } : {}), needs: needsOf(row), handle: asKnown(serve(row, ports)) };
  }),
];
