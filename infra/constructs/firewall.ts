import { Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { fiveMinutes } from './alarms.ts';
import { FirewallLog, withheld } from './firewall-log.ts';
import type { Ground } from './hub-function.ts';

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

interface FirewallProps extends Ground {
  readonly stageArn: string;
  /** First segments of the paths that lead somewhere. */
  readonly segments: readonly string[];
}

/** Rules of AWS's common set that FHIR bodies always trip: all official BaRS messages are over 8 KiB (DESIGN 7). */
const countedOnFhir = ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY'] as const;

/** Where size and markup do not refuse: FHIR, a word about somebody's safety, and what people write into pages. */
const unmeasured = '(FHIR/R4|safeguarding/(v1|form)|staff|refer)';

/** HTTP clients of suppliers and of other hubs often name no program: it says nothing about what they send. */
const countedEverywhere = ['NoUserAgent_HEADER'] as const;

/** The label that the common rule set puts on what it counts: the rule's name, in this spelling. */
const labels: Record<(typeof countedOnFhir)[number], string> = {
  SizeRestrictions_BODY: 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body',
  CrossSiteScripting_BODY: 'awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body',
};

/** Who is harmed when a rule refuses somebody who means well. What leads nowhere harms nobody: the internet tries all paths. */
const harms: Readonly<Record<string, string>> = {
  TooManyRequests:
    'One address asked more often than the firewall lets it: a supplier behind it can send and fetch nothing, for any of its practices.',
  TooManyFromPoster:
    'One address opened the pages of posters too often: somebody there who asks for help for themself or a friend is turned away.',
  BodyOfMegabytes: 'The firewall refused a body of a megabyte or more: what somebody wanted to refer did not arrive.',
  FormTooLarge:
    'The firewall refused what somebody wrote into a page because it was too long: it is lost unless they noticed.',
  AWSManagedRulesKnownBadInputsRuleSet:
    'The firewall took a request for an attack: if it was a practice, a referral or a word about a person did not arrive.',
  AWSManagedRulesCommonRuleSet:
    'The firewall took a request for an attack: if it was a practice, a referral or a word about a person did not arrive.',
  CountedOutsideFhir: 'The firewall refused what a group sent: who came to a session may not be known.',
};

const visible = (metricName: string) => ({ metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false });
const none = [{ priority: 0, type: 'NONE' }];
const aclName = 'Handover';

const managed = (name: string, counted: readonly string[]): Omit<Rule, 'priority'> => ({
  name,
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

const block = (name: string, statement: Statement): Omit<Rule, 'priority'> => ({
  name,
  action: { block: {} },
  visibilityConfig: visible(name),
  statement,
});

const not = (statement: Statement): Statement => ({ notStatement: { statement } });

/** With a domain of its own the path has no stage in front. */
const below = (stageName: string, path: string): Statement => ({
  regexMatchStatement: {
    regexString: `^(/${stageName})?/${path}(/|$)`,
    fieldToMatch: { uriPath: {} },
    textTransformations: none,
  },
});

/** The start page has no segment. */
const leadsOn = (stageName: string, segments: readonly string[]): Statement => {
  const known = segments.filter((one) => one !== '').map((one) => one.replaceAll('.', '\\.'));
  return {
    regexMatchStatement: {
      regexString: `^(/${stageName})?/((${known.join('|')})(/|$)|$)`,
      fieldToMatch: { uriPath: {} },
      textTransformations: none,
    },
  };
};

const labelled: Statement = {
  orStatement: {
    statements: countedOnFhir.map((rule) => ({ labelMatchStatement: { scope: 'LABEL', key: labels[rule] } })),
  },
};

const rulesOf = ({ stage, segments }: FirewallProps): readonly Omit<Rule, 'priority'>[] => [
  block('TooManyRequests', { rateBasedStatement: { aggregateKeyType: 'IP', limit: stage.requestsPerAddress } }),
  // Nobody signs in there. A waiting room behind one address sends a few in five minutes; a loop sends thousands.
  block('TooManyFromPoster', {
    rateBasedStatement: {
      ...{ aggregateKeyType: 'IP', limit: Math.ceil(stage.requestsPerAddress / 50) },
      scopeDownStatement: below(stage.name, 'refer'),
    },
  }),
  // Before the rules that ring: otherwise every scanner of the internet would call somebody out of bed.
  block('LeadsNowhere', not(leadsOn(stage.name, segments))),
  block('BodyOfMegabytes', {
    regexMatchStatement: {
      regexString: '^[0-9]{7,}$',
      fieldToMatch: { singleHeader: { Name: 'content-length' } },
      textTransformations: none,
    },
  }),
  // The common rules' own limit does not count there, because people may write what looks like markup.
  block('FormTooLarge', {
    andStatement: {
      statements: [
        below(stage.name, '(staff|refer)'),
        {
          regexMatchStatement: {
            regexString: '^([4-9][0-9]{4}|[0-9]{6,})$',
            fieldToMatch: { singleHeader: { Name: 'content-length' } },
            textTransformations: none,
          },
        },
      ],
    },
  }),
  managed('AWSManagedRulesKnownBadInputsRuleSet', []),
  managed('AWSManagedRulesCommonRuleSet', [...countedOnFhir, ...countedEverywhere]),
  block('CountedOutsideFhir', { andStatement: { statements: [labelled, not(below(stage.name, unmeasured))] } }),
];

/** Web ACL in front of the API. Samples are off: they would keep URLs, and links hold tokens. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const webAcl = new CfnWebACL(this, 'WebAcl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible(aclName),
      dataProtectionConfig: { dataProtections: withheld },
      // API Gateway shows the firewall 16 KiB of a body unless told otherwise.
      associationConfig: { requestBody: { API_GATEWAY: { defaultSizeInspectionLimit: 'KB_64' } } },
      rules: rulesOf(props).map((rule, priority) => ({ ...rule, priority })),
    });
    new CfnWebACLAssociation(this, 'Association', { webAclArn: webAcl.attrArn, resourceArn: props.stageArn });
    new FirewallLog(this, 'Log', { webAclArn: webAcl.attrArn, key: props.logsKey });
    for (const [rule, whoIsHarmed] of Object.entries(harms)) {
      const dimensionsMap = { WebACL: aclName, Region: Stack.of(this).region, Rule: rule };
      const metric = new Metric({
        ...{ namespace: 'AWS/WAFV2', metricName: 'BlockedRequests', dimensionsMap },
        ...{ statistic: 'Sum', period: fiveMinutes },
      });
      props.alarms.add(this, `${rule}Blocked`, { metric, whoIsHarmed });
    }
  }
}
