import { z } from 'zod';
import type { Bus } from '../bus/bus.ts';
import type { Counts } from '../control/counts.ts';
import { authorise, ServiceError, unknownOperation } from './call.ts';
import type { Service } from './endpoint.ts';

const putEvents = z.object({
  Entries: z
    .array(
      z.strictObject({
        EventBusName: z.string(),
        Source: z.string(),
        DetailType: z.string(),
        Detail: z.string(),
        Time: z.number().optional(),
        Resources: z.array(z.string()).optional(),
        TraceHeader: z.string().optional(),
      }),
    )
    .min(1)
    .max(10),
});

/** The size of one request: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const largest = 256 * 1024;

export const eventBridge =
  (buses: ReadonlyMap<string, Bus>, counts: Counts): Service =>
  (call) => {
    if (call.operation !== 'PutEvents') throw unknownOperation('AWSEvents', call.operation);
    const { Entries } = putEvents.parse(call.body);
    if (Buffer.byteLength(JSON.stringify(Entries)) > largest) {
      throw new ServiceError('ValidationException', 'Total size of the entries in the request is over the limit.');
    }
    counts.sent(call.caller.functionName, 'events', Entries.length);
    return {
      FailedEntryCount: 0,
      Entries: Entries.map((entry) => {
        const bus = buses.get(entry.EventBusName);
        if (!bus) throw new ServiceError('ResourceNotFoundException', `No event bus ${entry.EventBusName}`);
        authorise(call, [{ action: 'events:PutEvents', resource: bus.arn }]);
        return { EventId: bus.put(entry) };
      }),
    };
  };
