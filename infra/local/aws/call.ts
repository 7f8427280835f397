import { AccessDenied, demand, type Grantee, type Need } from '../iam/access.ts';

/** Which function calls, and what its role may do. */
export interface Caller extends Grantee {
  readonly functionName: string;
}

/** One call of the SDK, in AWS's JSON protocols: `X-Amz-Target: <service>.<operation>` and a JSON body. */
export interface Call {
  readonly caller: Caller;
  readonly region: string;
  readonly operation: string;
  readonly body: unknown;
}

/** An answer that the SDK turns into the exception of that name. */
export class ServiceError extends Error {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** Throws AccessDenied, as the cloud would, unless the caller's role in the template allows all of it. */
export const authorise = ({ caller, region }: Call, needs: readonly Need[]): void => demand(caller, region, needs);

export const unknownOperation = (service: string, operation: string): ServiceError =>
  new ServiceError('UnknownOperationException', `infra/local does not run ${service}.${operation}`);

/** Status, error name and message of whatever a service threw. */
export const refusalOf = (error: unknown): { status: number; name: string; message: string } => {
  if (error instanceof ServiceError) return { status: error.status, name: error.name, message: error.message };
  if (error instanceof AccessDenied) return { status: 400, name: 'AccessDeniedException', message: error.message };
  return { status: 500, name: 'InternalFailure', message: error instanceof Error ? error.message : String(error) };
};
