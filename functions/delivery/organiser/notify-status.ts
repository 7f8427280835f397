import * as z from 'zod/mini';
import { type Notified, notified } from '../../usecases/notify-port.ts';

/** What Notify said of a message of ours. */
export interface NotifyStatus {
  readonly reference: string;
  readonly status: Notified;
}

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));

/** Of a status callback only this is read: nothing of whom it went to is kept. */
export const notifyStatus = z.object({ reference: uuid, status: z.enum(notified) });

/** What is put on the delivery queue of it. */
export const statusRequest = (heard: NotifyStatus): string => JSON.stringify({ notify: heard });
const asked = z.object({ notify: notifyStatus });
export const statusIn = (value: unknown): NotifyStatus | undefined => asked.safeParse(value).data?.notify;
