import { z } from 'zod';
import type { Metrics } from '../alarms/metrics.ts';
import type { Incoming } from '../http/proxy-event.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { firewallLog } from './firewall-log.ts';
import { managedRules } from './managed-rules.ts';
import { type Inspected, matches, statement } from './statements.ts';

const visibility = z.strictObject({
  MetricName: z.string(),
  CloudWatchMetricsEnabled: z.literal(true),
  SampledRequestsEnabled: z.literal(false),
});
const counted = z.strictObject({ Name: z.string(), ActionToUse: z.strictObject({ Count: z.strictObject({}) }) });
const named = { Name: z.string(), Priority: z.number(), VisibilityConfig: visibility };
const rule = z.union([
  z.strictObject({
    ...named,
    Action: z.strictObject({ Block: z.strictObject({}) }),
    Statement: statement,
  }),
  z.strictObject({
    ...named,
    OverrideAction: z.strictObject({ None: z.strictObject({}) }),
    Statement: z.strictObject({
      ManagedRuleGroupStatement: z.strictObject({
        VendorName: z.literal('AWS'),
        Name: z.string(),
        RuleActionOverrides: z.array(counted).default([]),
      }),
    }),
  }),
]);
type Rule = z.infer<typeof rule>;

const webAcl = z.strictObject({
  Scope: z.literal('REGIONAL'),
  DefaultAction: z.strictObject({ Allow: z.strictObject({}) }),
  VisibilityConfig: visibility,
  DataProtectionConfig: z.unknown(),
  AssociationConfig: z.unknown(),
  Rules: z.array(rule),
});
const association = z.strictObject({ WebACLArn: z.string(), ResourceArn: z.string() });

/** Whether a request is let through. */
export type Firewall = (incoming: Incoming, bodySize: number) => boolean;

interface FirewallProps {
  readonly metrics: Metrics;
  readonly clock: HubClock;
  /** The folder of the logs. */
  readonly logs: string;
}

/** All programs of this machine call from here: counted as one, a demo would be a flood. */
const thisMachine = '127.0.0.1';
const fiveMinutes = 300_000;

const countOf = (clock: HubClock): ((address: string, scope: string) => number) => {
  const seen = new Map<string, number[]>();
  return (address, scope) => {
    if (address === thisMachine) return 0;
    const [now, key] = [clock.now(), `${address} ${scope}`];
    const times = [...(seen.get(key) ?? []).filter((at) => at > now - fiveMinutes), now];
    seen.set(key, times);
    return times.length;
  };
};

const refuses = (one: Rule, request: Inspected): boolean => {
  if ('Action' in one) return matches(one.Statement, request);
  const { Name, RuleActionOverrides } = one.Statement.ManagedRuleGroupStatement;
  const found = Object.entries(managedRules[Name] ?? {}).filter(([, { finds }]) => finds(request));
  for (const [, { label }] of found) request.labels.add(label);
  return found.some(([name]) => !RuleActionOverrides.some((override) => override.Name === name));
};

/** The web ACL of the template before the API, as far as its rules are public; without an association it sees nothing. */
export const firewallOf = (template: Template, { metrics, clock, logs }: FirewallProps): Firewall => {
  const [acl, ...others] = template.all('AWS::WAFv2::WebACL', webAcl);
  if (others.length > 0) throw new Error('infra/local runs one firewall');
  const arn = acl?.identity.attributes.Arn ?? '';
  const isBefore = template
    .all('AWS::WAFv2::WebACLAssociation', association)
    .some(({ properties }) => properties.WebACLArn === arn);
  if (!acl || !isBefore) return () => true;
  const log = firewallLog(template, arn, acl.properties.DataProtectionConfig, logs);
  const rules = acl.properties.Rules.sort((a, b) => a.Priority - b.Priority);
  const ofAddress = countOf(clock);
  const count = (Rule: string): void => {
    const dimensions = { WebACL: acl.properties.VisibilityConfig.MetricName, Region: template.place.region, Rule };
    metrics.emit({ namespace: 'AWS/WAFV2', name: 'BlockedRequests', dimensions }, 1);
  };
  return (incoming, bodySize) => {
    const request: Inspected = {
      ...{ incoming, bodySize, labels: new Set<string>() },
      ofAddress: (scope) => ofAddress(incoming.sourceIp, scope),
    };
    const refusing = rules.find((one) => refuses(one, request));
    if (!refusing) return true;
    for (const name of [refusing.VisibilityConfig.MetricName, 'ALL']) count(name);
    log({ rule: refusing.Name, incoming, labels: [...request.labels], at: clock.now() });
    return false;
  };
};

/** What it can be heard of, for alarms. */
export const firewallMetrics = (template: Template): readonly Readonly<Record<string, string>>[] =>
  template.all('AWS::WAFv2::WebACL', webAcl).flatMap(({ properties }) =>
    [...properties.Rules.map(({ VisibilityConfig }) => VisibilityConfig.MetricName), 'ALL'].map((Rule) => ({
      ...{ WebACL: properties.VisibilityConfig.MetricName, Region: template.place.region, Rule },
    })),
  );
