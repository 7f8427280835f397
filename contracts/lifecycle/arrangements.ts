/**
 * What has to be arranged before somebody can take part in a meeting: code `what` of extension `arrangement` on an Appointment.
 * Each is somebody's by name, and to be done before the meeting (deadlines.ts, `arrangeBefore`).
 */
export const arrangements = {
  interpreter: 'An interpreter',
  transport: 'Transport there and back',
  adaptation: 'What they need in the room, or on paper',
} as const;
export type Arrangement = keyof typeof arrangements;

export const isArrangement = (code: string | undefined): code is Arrangement =>
  code !== undefined && Object.hasOwn(arrangements, code);
