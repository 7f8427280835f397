import type { RefusalCode } from '../refusals.ts';
import { accessPages } from './access.ts';
import { addressPages } from './address.ts';
import type { ErrorPage } from './error-page.ts';
import { formPages } from './form.ts';
import { measurePages } from './measures.ts';
import { messagePages } from './messages.ts';
import { onwardPages } from './onward.ts';
import { permissionPages } from './permission.ts';
import { personPages } from './person.ts';
import { referralPages } from './referral.ts';
import { workPages } from './work.ts';

/** Codes that an answer can carry: every refusal, and `fault` for what broke in the hub. */
export type ErrorCode = RefusalCode | 'fault';

/** Topics in the order in which a reader looks for them. */
export const topics = {
  'The body': formPages,
  'Headers and addresses': addressPages,
  'Who you are': accessPages,
  'The referral': referralPages,
  'Messages ($process-message)': messagePages,
  'Work on a Task': workPages,
  'Handing over': onwardPages,
  'What a partner may know': permissionPages,
  'The person': personPages,
  'How the person is': measurePages,
} as const satisfies Record<string, Readonly<Record<string, ErrorPage>>>;

/** The page of each code. Total: a refusal without a page does not compile. */
export const errorPages: Readonly<Record<ErrorCode, ErrorPage>> = {
  ...formPages,
  ...addressPages,
  ...accessPages,
  ...referralPages,
  ...messagePages,
  ...workPages,
  ...onwardPages,
  ...permissionPages,
  ...personPages,
  ...measurePages,
};

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorPages, code);
