import { z } from 'zod';
import type { Template } from '../template/template.ts';

const resource = z.strictObject({ ParentId: z.string(), PathPart: z.string(), RestApiId: z.string() });

const method = z.strictObject({
  HttpMethod: z.string(),
  ResourceId: z.string(),
  RestApiId: z.string(),
  AuthorizationType: z.enum(['NONE', 'CUSTOM']),
  AuthorizerId: z.string().optional(),
  Integration: z.strictObject({
    Type: z.literal('AWS_PROXY'),
    IntegrationHttpMethod: z.literal('POST'),
    Uri: z.string(),
  }),
});

export interface Route {
  /** As the template says it: `/FHIR/R4/{proxy+}`. */
  readonly resourcePath: string;
  readonly resourceId: string;
  /** An HTTP method or `ANY`. */
  readonly method: string;
  readonly functionArn: string;
  readonly authoriser: string | undefined;
}

/** The function behind an integration or authoriser URI: `arn:…:path/2015-03-31/functions/<arn>/invocations`. */
export const functionIn = (uri: string): string => {
  const arn = /\/functions\/([^/]+)\/invocations$/.exec(uri)?.[1];
  if (!arn) throw new Error(`No function in ${uri}`);
  return arn;
};

export const routesOf = (template: Template): readonly Route[] => {
  const resources = new Map(
    template.all('AWS::ApiGateway::Resource', resource).map(({ id, properties }) => [id, properties]),
  );
  const pathOf = (id: string): string => {
    const found = resources.get(id);
    return found ? `${pathOf(found.ParentId)}/${found.PathPart}` : '';
  };
  return template.all('AWS::ApiGateway::Method', method).map(({ properties }) => ({
    resourcePath: pathOf(properties.ResourceId) || '/',
    resourceId: properties.ResourceId,
    method: properties.HttpMethod,
    functionArn: functionIn(properties.Integration.Uri),
    authoriser: properties.AuthorizationType === 'CUSTOM' ? properties.AuthorizerId : undefined,
  }));
};
