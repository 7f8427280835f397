import { z } from 'zod';
import { systems } from '../../../contracts/systems.ts';
import { bundle, communication } from './peer/fhir.ts';

const inbox = z.array(z.object({ at: z.string(), requestId: z.string(), communication }));
export type Received = z.infer<typeof inbox>[number];

export const receivedIn = (value: unknown): Received[] => inbox.parse(value);

/** What an organisation without an endpoint finds when it fetches, as if it had been sent it. */
export const fetchedIn = (searchset: unknown): Received[] =>
  bundle.parse(searchset).entry.flatMap(({ resource }) => {
    const { data } = communication.safeParse(resource);
    return data ? [{ at: String(data.sent ?? ''), requestId: '', communication: data }] : [];
  });

/** Which referral a message is about: the reference for people. */
export const aboutOf = ({ communication }: Received): string | undefined =>
  communication.about?.map((a) => a.identifier).find((i) => i?.system === systems.reference)?.value;

export const topicOf = ({ communication }: Received): string | undefined =>
  communication.topic?.coding?.find((c) => c.system === systems.practiceMessage)?.code;

/** As somebody at the practice reads it. */
export const messageLines = (value: unknown): string[] =>
  receivedIn(value).flatMap((message) => {
    const { payload = [], recipient = [], reasonCode = [] } = message.communication;
    const practice = recipient[0]?.reference?.replace('Organization/', '') ?? '';
    const codes = reasonCode.flatMap((c) => c.coding ?? []).map((c) => c.code);
    return [
      `${message.at}  ${aboutOf(message) ?? ''}  for ${practice}`,
      ...payload.map(({ contentString }) => `  ${contentString}`),
      `  [${[topicOf(message), ...codes].join(', ')}]`,
    ];
  });
