/** What CloudWatch would be told: counts of functions, and of the services that carry them. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface Metrics {
  /** One value, at the hub's time. */
  emit(metric: MetricName, value: number): void;
  /** Values since `from` and before `to`, in milliseconds of the hub's time. */
  between(metric: MetricName, from: number, to: number): readonly number[];
}

/** Longer than any alarm of the template looks back. */
const kept = 24 * 3_600_000;

const keyOf = ({ namespace, name, dimensions }: MetricName): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);

export const startMetrics = (now: () => number): Metrics => {
  const series = new Map<string, { at: number; value: number }[]>();
  return {
    emit: (metric, value) => {
      const at = now();
      const key = keyOf(metric);
      const points = series.get(key) ?? [];
      points.push({ at, value });
      // At once: when time jumps by a day, thousands go.
      if ((points[0]?.at ?? at) < at - kept)
        points.splice(
          0,
          points.findIndex((point) => point.at >= at - kept),
        );
      series.set(key, points);
    },
    between: (metric, from, to) =>
      (series.get(keyOf(metric)) ?? []).filter(({ at }) => at >= from && at < to).map(({ value }) => value),
  };
};
