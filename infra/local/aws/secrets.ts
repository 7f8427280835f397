import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Kept } from '../state/kept.ts';
import type { Template } from '../template/template.ts';
import { authorise, ServiceError, unknownOperation } from './call.ts';
import type { Service } from './endpoint.ts';

const resource = z.strictObject({
  Description: z.string().optional(),
  KmsKeyId: z.string().optional(),
  GenerateSecretString: z.strictObject({
    ...{ PasswordLength: z.number(), ExcludePunctuation: z.literal(true) },
    /** JSON, to which what is generated is added under that name. */
    ...{ SecretStringTemplate: z.string().optional(), GenerateStringKey: z.string().optional() },
  }),
});

const getSecretValue = z.object({ SecretId: z.string() });

/** Twice the bytes: some of their characters are dropped. */
const lettersAndDigits = (length: number): string =>
  randomBytes(2 * length)
    .toString('base64')
    .replaceAll(/[+/=]/g, '')
    .slice(0, length);

/** Secrets that the template has generated, made at first start and never again: referral ids hang on one. */
export const secretsManager = (template: Template, kept: Kept): Service => {
  const secrets = new Map(
    template.all('AWS::SecretsManager::Secret', resource).map(({ id, identity, properties }) => {
      const { GenerateSecretString, KmsKeyId } = properties;
      const { PasswordLength, SecretStringTemplate, GenerateStringKey = '' } = GenerateSecretString;
      const generated = kept.once(`secret:${id}`, () => lettersAndDigits(PasswordLength));
      const value = SecretStringTemplate
        ? JSON.stringify({ ...JSON.parse(SecretStringTemplate), [GenerateStringKey]: generated })
        : generated;
      return [identity.ref, { value, key: KmsKeyId }];
    }),
  );
  return (call) => {
    if (call.operation !== 'GetSecretValue') throw unknownOperation('secretsmanager', call.operation);
    const { SecretId } = getSecretValue.parse(call.body);
    const secret = secrets.get(SecretId);
    if (!secret)
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    const key = secret.key ? { key: { arn: secret.key, actions: ['Decrypt'] } } : {};
    authorise(call, [{ action: 'secretsmanager:GetSecretValue', resource: SecretId, ...key }]);
    return {
      ARN: SecretId,
      Name: SecretId.split(':').at(-1),
      SecretString: secret.value,
      VersionStages: ['AWSCURRENT'],
    };
  };
};
