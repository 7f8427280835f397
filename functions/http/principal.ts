import type { APIGatewayProxyEvent } from 'aws-lambda';
import { isRole, type Role } from '../../contracts/authority/roles.ts';
import { organisationCode } from '../../contracts/organisation-code.ts';
import { type Result, refuse } from '../domain/result.ts';
import type { Principal } from './request.ts';

/** Which organisation the caller acts for in this request. DESIGN 4: clients act for organisations. */
const header = 'nhsd-end-user-organisation';

/** As what somebody acts there: less than their organisation may, never more. */
const roleHeader = 'handover-role';

/** From what the authoriser vouches for, and the organisation that the request names. */
export const principalOf = (event: APIGatewayProxyEvent): Result<Principal> => {
  const context: Readonly<Record<string, unknown>> = event.requestContext?.authorizer ?? {};
  const { client, organisations: listed, person } = context;
  if (typeof client !== 'string' || typeof listed !== 'string' || client === '') return refuse('not-signed-in');
  const organisations = listed.split(',').filter((c) => c !== '');
  const named = event.headers?.[header];
  const organisation = named === undefined ? organisations[0] : organisationIn(named);
  if (named === undefined && organisations.length > 1) {
    return refuse('invalid-header', {
      diagnostics: 'NHSD-End-User-Organisation is needed: this client acts for several organisations.',
    });
  }
  if (named !== undefined && organisation === undefined) {
    return refuse('invalid-header', {
      diagnostics: 'NHSD-End-User-Organisation must be an organisation code, or a FHIR Organization in base64.',
    });
  }
  if (organisation === undefined || !organisations.includes(organisation)) return refuse('wrong-organisation');
  const as = rolesIn(context.role, event.headers?.[roleHeader]);
  if (as === undefined)
    return refuse('invalid-header', { diagnostics: 'Handover-Role must be a role of contracts/authority.' });
  const whom = typeof person === 'string' ? { person } : {};
  return {
    ok: true,
    value: { actor: { client, organisation, ...whom, ...(as.length > 0 ? { as } : {}) }, organisations },
  };
};

/** The role of a signed-in person, for whom the authoriser vouches, and the one that the software names: each narrows. */
const rolesIn = (...named: readonly unknown[]): readonly Role[] | undefined => {
  const said = named.filter((role) => role !== undefined && role !== '');
  const known = said.filter(isRole);
  return known.length === said.length ? known : undefined;
};

/** A bare code such as `L99901`, or the form of BaRS: base64 of an Organization whose identifier is the code. */
const organisationIn = (value: string): string | undefined => {
  if (organisationCode.test(value)) return fromBars(value) ?? value;
  return fromBars(value);
};

const fromBars = (value: string): string | undefined => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(value, 'base64').toString('utf8'));
    const identifiers = property(parsed, 'identifier');
    const values: unknown[] = Array.isArray(identifiers) ? identifiers.map((i) => property(i, 'value')) : [];
    return values.filter((v) => typeof v === 'string').find((v) => organisationCode.test(v));
  } catch {
    return undefined;
  }
};

const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;
