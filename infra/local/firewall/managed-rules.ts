import { headerOf, type Inspected } from './statements.ts';

interface ManagedRule {
  readonly label: string;
  readonly finds: (request: Inspected) => boolean;
}

const label = (set: string, name: string): string => `awswaf:managed:aws:${set}:${name}`;
const common = (name: string): string => label('core-rule-set', name);

/** Bytes that AWS's common set lets through: fixed, and the same for everybody. */
export const commonSizes = { query: 2048, cookie: 10_240, body: 8192, path: 1024 } as const;

/**
 * Those rules of AWS's sets whose every word is public: sizes and a method. What the others look for AWS keeps to itself,
 * so that here they find nothing.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const managedRules: Readonly<Record<string, Readonly<Record<string, ManagedRule>>>> = {
  AWSManagedRulesKnownBadInputsRuleSet: {
    PROPFIND_METHOD: {
      label: label('known-bad-inputs', 'Propfind_Method'),
      finds: ({ incoming }) => incoming.method === 'PROPFIND',
    },
  },
  AWSManagedRulesCommonRuleSet: {
    NoUserAgent_HEADER: {
      label: common('NoUserAgent_Header'),
      finds: ({ incoming }) => headerOf(incoming, 'user-agent') === undefined,
    },
    SizeRestrictions_QUERYSTRING: {
      label: common('SizeRestrictions_QueryString'),
      finds: ({ incoming }) => incoming.query.toString().length > commonSizes.query,
    },
    SizeRestrictions_Cookie_HEADER: {
      label: common('SizeRestrictions_Cookie_Header'),
      finds: ({ incoming }) => (headerOf(incoming, 'cookie') ?? '').length > commonSizes.cookie,
    },
    SizeRestrictions_BODY: {
      label: common('SizeRestrictions_Body'),
      finds: ({ bodySize }) => bodySize > commonSizes.body,
    },
    SizeRestrictions_URIPATH: {
      label: common('SizeRestrictions_URIPath'),
      finds: ({ incoming }) => incoming.path.length > commonSizes.path,
    },
  },
};
