/** How often each kind of fault was injected, in the county and, as it says itself, in the runtime. */
export interface Injected {
  add(kind: string, site?: string): void;
  /** What the runtime counted since its last start; asked for before it is killed. */
  addAll(counts: Readonly<Record<string, Readonly<Record<string, number>>>>): void;
  all(): Readonly<Record<string, Readonly<Record<string, number>>>>;
  total(kind: string): number;
}

export const injected = (kinds: readonly string[]): Injected => {
  const counts = new Map(kinds.map((kind) => [kind, new Map<string, number>()]));
  const plus = (kind: string, site: string, n: number): void => {
    const sites = counts.get(kind) ?? new Map<string, number>();
    counts.set(kind, sites.set(site, (sites.get(site) ?? 0) + n));
  };
  return {
    add: (kind, site = 'county') => plus(kind, site, 1),
    addAll: (given) => {
      for (const [kind, sites] of Object.entries(given)) {
        if (!counts.has(kind)) counts.set(kind, new Map());
        for (const [site, n] of Object.entries(sites)) plus(kind, site, n);
      }
    },
    all: () => Object.fromEntries([...counts].map(([kind, sites]) => [kind, Object.fromEntries(sites)])),
    total: (kind) => [...(counts.get(kind)?.values() ?? [])].reduce((sum, n) => sum + n, 0),
  };
};
