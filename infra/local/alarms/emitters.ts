import { z } from 'zod';
import { metrics as ofFunctions } from '../../../functions/runtime/log-events.ts';
import { firewallMetrics } from '../firewall/firewall.ts';
import { functionsOf } from '../lambda/functions.ts';
import type { Queues } from '../queues/queues.ts';
import type { Template } from '../template/template.ts';
import type { MetricName } from './metrics.ts';

const api = z.looseObject({ Name: z.string() });

/** What functions, queues and the API can emit at all. An alarm on anything else would be silent for ever. */
export const isEmitted = (template: Template, queues: Queues): ((metric: MetricName) => boolean) => {
  const names = functionsOf(template).map(({ identity }) => identity.ref);
  const short = names.map((name) => name.slice(template.place.stack.length + 1));
  const apis = template.all('AWS::ApiGateway::RestApi', api).map(({ properties }) => properties.Name);
  const known: Readonly<Record<string, { dimension: string; values: readonly string[]; metrics: readonly string[] }>> =
    {
      'AWS/Lambda': { dimension: 'FunctionName', values: names, metrics: ['Errors', 'IteratorAge'] },
      'AWS/SQS': {
        ...{ dimension: 'QueueName', values: Object.keys(queues.lengths()) },
        metrics: [
          'ApproximateNumberOfMessagesVisible',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateAgeOfOldestMessage',
        ],
      },
      'AWS/ApiGateway': { dimension: 'ApiName', values: apis, metrics: ['5XXError'] },
      Handover: { dimension: 'Function', values: short, metrics: Object.keys(ofFunctions) },
    };
  const ofFirewall = new Set(firewallMetrics(template).map((one) => JSON.stringify(Object.entries(one).sort())));
  return ({ namespace, name, dimensions }) => {
    if (namespace === 'AWS/WAFV2')
      return name === 'BlockedRequests' && ofFirewall.has(JSON.stringify(Object.entries(dimensions).sort()));
    const source = known[namespace];
    const [[dimension, value] = ['', ''], ...others] = Object.entries(dimensions);
    return (
      source !== undefined &&
      others.length === 0 &&
      dimension === source.dimension &&
      source.values.includes(value) &&
      source.metrics.includes(name)
    );
  };
};
