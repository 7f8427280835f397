import { Cron } from 'croner';
import { z } from 'zod';

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** When a schedule fires next, after an instant; both in milliseconds since 1970. */
type Next = (after: number, zone: string | undefined) => number;

const rateIn = (text: string): Next | undefined => {
  const [, value, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') return undefined;
  return (after) => after + Number(value) * units[unit];
};

/** Six fields, the last of them the year, of which only `*` runs here. */
const cronIn = (text: string): Next | undefined => {
  const [, fields] = /^cron\((\S+ \S+ \S+ \S+ \S+) \*\)$/.exec(text) ?? [];
  if (fields === undefined) return undefined;
  return (after, zone) => {
    const cron = new Cron(fields, { paused: true, ...(zone ? { timezone: zone } : {}) });
    const next = cron.nextRun(new Date(after))?.getTime();
    if (next === undefined) throw new Error(`${text} never comes again`);
    return next;
  };
};

/** `rate(5 minutes)` and `cron(0 8 ? * MON-FRI *)`; any other form stops the start. */
export const scheduleExpression = z.string().transform((text, context): Next => {
  const next = rateIn(text) ?? cronIn(text);
  if (next) return next;
  context.addIssue({ code: 'custom', message: `infra/local runs rate() and cron() schedules only, not ${text}` });
  return z.NEVER;
});
