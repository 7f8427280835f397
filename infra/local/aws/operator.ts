import type { Caller } from './call.ts';

/**
 * Who runs a hub calls AWS with credentials of their own and not with a function's role. On this machine that is whoever
 * may read the data folder, who may do everything in it anyway.
 */
export const operatorKey = 'local:operator';

export const operatorCaller: Caller = {
  functionName: 'operator',
  role: 'operator',
  statements: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }],
  log: { note: () => undefined, all: () => [] },
};
