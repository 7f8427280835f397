/** Who says something of an entry: the feed of its directory, the council by hand, or the group that it is about. */
export const sayers = ['feed', 'council', 'group'] as const;
export type Sayer = (typeof sayers)[number];

/** Fields of an entry about which two may differ. */
export const disputable = [
  ...(['name', 'description', 'status', 'email', 'url', 'phone', 'fees', 'minimum_age', 'maximum_age'] as const),
  ...(['days', 'access', 'needs', 'partner', 'successor'] as const),
] as const;
export type Disputable = (typeof disputable)[number];

/** What somebody said of some fields, once. Never changed, never deleted: all of them together are the history. */
export interface Saying {
  readonly by: Sayer;
  /** Organisation code or name of the feed. */
  readonly who: string;
  readonly at: string;
  readonly says: Readonly<Partial<Record<Disputable, string>>>;
}

/**
 * Which fields the group itself decides, because nobody else can know: what it offers, when, and how it is reached. The rest is the
 * council's, who answers for what the public directory lists: whether it is listed at all, for which needs, and what it is called.
 */
const groupDecides: ReadonlySet<Disputable> = new Set([
  ...(['description', 'email', 'url', 'phone', 'fees', 'minimum_age', 'maximum_age', 'days', 'access'] as const),
]);

/** Later is better placed; of one field the best placed sayer wins, and of the same sayer what it said last. */
const placeOf = (field: Disputable, by: Sayer): number => {
  if (by === 'feed') return 0;
  return groupDecides.has(field) === (by === 'group') ? 2 : 1;
};

const closed = (status: string | undefined): boolean => status !== undefined && status !== 'active';

/**
 * What holds of each field (the written rule; infra/decisions/0021):
 * 1. a word of hand wins over the feed, which only repeats what somebody once typed;
 * 2. of the fields that the group decides its own claim wins over the council's correction, of all others the correction;
 * 3. whoever of the group and the council said last that it is closed is believed, until the same one says otherwise.
 */
export const whatHolds = (sayings: readonly Saying[]): ReadonlyMap<Disputable, Saying> => {
  const inOrder = [...sayings].sort((a, b) => a.at.localeCompare(b.at));
  const holds = new Map<Disputable, Saying>();
  for (const saying of inOrder)
    for (const field of disputable) {
      if (saying.says[field] === undefined) continue;
      const before = holds.get(field);
      if (!before || placeOf(field, saying.by) >= placeOf(field, before.by)) holds.set(field, saying);
    }
  const closing = lastClosing(inOrder);
  if (closing) holds.set('status', closing);
  return holds;
};

/** The newest word of each by hand; one of them that says closed closes it. */
const lastClosing = (inOrder: readonly Saying[]): Saying | undefined => {
  const newest = (by: Sayer) => inOrder.findLast((saying) => saying.by === by && saying.says.status !== undefined);
  return [newest('group'), newest('council')].find((saying) => closed(saying?.says.status));
};
