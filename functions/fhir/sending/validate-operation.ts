import { ok, type Result, refuse } from '../../domain/result.ts';
import { issueOf } from '../../http/issues.ts';
import { readJson } from '../../http/json-body.ts';
import { adviceOutcome, operationOutcome, warningOutcome } from '../../http/operation-outcome.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import type { FhirPorts } from '../ports.ts';
import { isNode, type Node, nodes } from '../rules/tree.ts';
import { validateResource } from '../rules/validate.ts';
import { type Findings, tryOut } from './dry-run.ts';
import { senderOf } from './submit.ts';

const parametersOf = (body: Node, name: string): readonly Node[] =>
  nodes(body, 'parameter').filter((parameter) => parameter.name === name);

/** What is to be validated: the body, or the one `resource` of Parameters. The only mode is `create`. */
const resourceIn = (body: unknown, query: URLSearchParams): Result<unknown> => {
  const isParameters = isNode(body) && body.resourceType === 'Parameters';
  const modes = [...query.getAll('mode'), ...(isParameters ? parametersOf(body, 'mode').map((p) => p.valueCode) : [])];
  if (modes.some((mode) => mode !== 'create'))
    return refuse('invalid-parameter', { expression: 'mode', diagnostics: 'only create' });
  if (!isParameters) return ok(body);
  const [parameter, second] = parametersOf(body, 'resource');
  if (parameter === undefined || second) {
    const diagnostics = 'one parameter with the name resource';
    return refuse('not-fhir', { expression: 'Parameters.parameter', diagnostics });
  }
  return ok(parameter.resource);
};

const findingsOf = (value: unknown, type: string | undefined, ports: Parameters<typeof tryOut>[1]): Findings => {
  const valid = validateResource(value);
  if (!valid.ok) return { faults: valid.refusals, warnings: [] };
  if (type === undefined || valid.value.resourceType === type) return tryOut(valid.value, ports);
  return {
    faults: [{ code: 'not-fhir', expression: 'resourceType', diagnostics: `${type} is taken here` }],
    warnings: [],
  };
};

/**
 * POST /$validate: a dry run. Answered 200 with every fault and warning that sending would bring (R4, Resource-validate);
 * another status means that nothing could be validated.
 */
const validateAs =
  (type: string | undefined) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const { body, query, principal } = request;
    const json = readJson(body);
    if (!json.ok) return json;
    const resource = resourceIn(json.value, query);
    if (!resource.ok) return resource;
    const standing = await ports.participants.organisation(principal.actor.organisation);
    const sender = standing ? { sender: { standing, acting: senderOf(request) } } : {};
    const { faults, warnings } = findingsOf(resource.value, type, { ...ports, ...sender });
    const said = warnings.map(issueOf);
    if (faults.length === 0) return ok({ status: 200, body: adviceOutcome(said, ports.publicUrl) });
    const wrong = operationOutcome(faults.map(issueOf), ports.publicUrl);
    return ok({
      status: 200,
      body: { ...wrong, issue: [...wrong.issue, ...warningOutcome(said, ports.publicUrl).issue] },
    });
  };

export const validateAny = validateAs(undefined);
export const validateRequest = validateAs('ServiceRequest');
