/**
 * Gives everything in this worker the hub's time: `new Date()` and `Date.now()`, and so the SDK, jose and
 * temporal-polyfill too. Durations (`performance.now`, timers) stay real.
 */
export const installHubTime = (offset: SharedArrayBuffer): void => {
  const shared = new BigInt64Array(offset);
  const RealDate = Date;
  const realNow = RealDate.now;
  const now = () => realNow() + Number(Atomics.load(shared, 0));
  RealDate.now = now;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length > 0 ? given : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
  });
};
