import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { accept } from './accept.ts';

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

interface FirewallProps {
  readonly stageArn: string;
  readonly stageName: string;
  readonly requestsPerAddress: number;
}

/** Rules of AWS's common set that FHIR bodies always trip: all official BaRS messages are over 8 KiB (DESIGN 7). */
const countedOnFhir = ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY'] as const;

/** HTTP clients of suppliers and of other hubs often name no program: it says nothing about what they send. */
const countedEverywhere = ['NoUserAgent_HEADER'] as const;

/** The label that the common rule set puts on what it counts: the rule's name, in this spelling. */
const labels: Record<(typeof countedOnFhir)[number], string> = {
  SizeRestrictions_BODY: 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body',
  CrossSiteScripting_BODY: 'awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body',
};

const visible = (metricName: string) => ({ metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false });
const none = [{ priority: 0, type: 'NONE' }];

const managed = (name: string, priority: number, counted: readonly string[]): Rule => ({
  name,
  priority,
  overrideAction: { none: {} },
  visibilityConfig: visible(name),
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
});

const block = (name: string, priority: number, statement: Statement): Rule => ({
  name,
  priority,
  action: { block: {} },
  visibilityConfig: visible(name),
  statement,
});

/** Web ACL in front of the API. Samples are off: they would keep URLs, and links hold tokens. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const fhir: Statement = {
      regexMatchStatement: {
        // With a domain of its own the path has no stage in front.
        regexString: `^(/${props.stageName})?/FHIR/R4(/|$)`,
        fieldToMatch: { uriPath: {} },
        textTransformations: none,
      },
    };
    const labelled: Statement = {
      orStatement: {
        statements: countedOnFhir.map((rule) => ({ labelMatchStatement: { scope: 'LABEL', key: labels[rule] } })),
      },
    };
    const webAcl = new CfnWebACL(this, 'WebAcl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible('Handover'),
      // API Gateway shows the firewall 16 KiB of a body unless told otherwise.
      associationConfig: { requestBody: { API_GATEWAY: { defaultSizeInspectionLimit: 'KB_64' } } },
      rules: [
        block('TooManyRequests', 0, {
          rateBasedStatement: { aggregateKeyType: 'IP', limit: props.requestsPerAddress },
        }),
        block('BodyOfMegabytes', 1, {
          regexMatchStatement: {
            regexString: '^[0-9]{7,}$',
            fieldToMatch: { singleHeader: { Name: 'content-length' } },
            textTransformations: none,
          },
        }),
        managed('AWSManagedRulesKnownBadInputsRuleSet', 2, []),
        managed('AWSManagedRulesCommonRuleSet', 3, [...countedOnFhir, ...countedEverywhere]),
        block('CountedOutsideFhir', 4, {
          andStatement: { statements: [labelled, { notStatement: { statement: fhir } }] },
        }),
      ],
    });
    accept(webAcl, {
      'NIST.800.53.R5-WAFv2LoggingEnabled':
        'Its log holds the path of each request, and links of people hold tokens; a path can be redacted, but not the piece of a body that a rule found, which is of a referral. The metrics count what each rule blocked; what stays is that who was blocked has to be found by asking them for their request id.',
    });
    new CfnWebACLAssociation(this, 'Association', { webAclArn: webAcl.attrArn, resourceArn: props.stageArn });
  }
}
