const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: outside Lambda and infra/local nothing sets it`);
  return value;
};

/**
 * Stands in for @aws-sdk/credential-provider-node in the bundles. Lambda hands a function its role in the environment
 * and nowhere else; the SDK's chain through profiles, single sign-on and instance metadata is a quarter of a bundle.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const defaultProvider = () => async () => ({
  accessKeyId: required('AWS_ACCESS_KEY_ID'),
  secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
  ...(process.env.AWS_SESSION_TOKEN ? { sessionToken: process.env.AWS_SESSION_TOKEN } : {}),
});
