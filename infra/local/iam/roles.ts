import { z } from 'zod';
import type { Template } from '../template/template.ts';
import { policyDocument, type Statement } from './policy.ts';

const role = z.strictObject({
  AssumeRolePolicyDocument: z.unknown(),
  // Managed policies of AWS are not read: they grant nothing here, which is stricter than the cloud.
  ManagedPolicyArns: z.array(z.string()).optional(),
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument })).optional(),
});

const policy = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument: policyDocument,
  Roles: z.array(z.string()),
});

/** What each role of the template may do, by the role's ARN. */
export const grantsOf = (template: Template): ReadonlyMap<string, readonly Statement[]> => {
  const policies = template.all('AWS::IAM::Policy', policy);
  return new Map(
    template
      .all('AWS::IAM::Role', role)
      .map(({ identity, properties }) => [
        identity.attributes.Arn ?? identity.ref,
        [
          ...(properties.Policies ?? []).flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
          ...policies
            .filter(({ properties: { Roles } }) => Roles.includes(identity.ref))
            .flatMap(({ properties: { PolicyDocument } }) => PolicyDocument.Statement),
        ],
      ]),
  );
};
