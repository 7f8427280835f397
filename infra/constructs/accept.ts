import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts what a rule of cdk-nag finds, here and below, each with the risk that stays and who or what carries it. A reason
 * that explains nothing, and one for a finding that is not there (any more), fail tests/infra/rules.test.ts.
 * @param reasons rule id, `AwsSolutions-SQS3`, to the reason
 */
export const accept = (where: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  Validations.of(where).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
};
