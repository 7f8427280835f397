/**
 * A full message of 384 KiB holds about 15,000 values of 25 bytes each (measured on the official BaRS messages). One with
 * many more is made of empty brackets, and each of them costs several faults.
 */
export const mostValues = 25_000;

/** A value that is not taken, by its JSON pointer. */
interface Beyond {
  readonly pointer: string;
  /**
   * `kept`: JSON can hold it and Handover cannot keep it as it came: numbers beyond a double (they would become null) and
   * halves of surrogate pairs (they would become question marks). `filled`: an address or id with a placeholder in it.
   */
  readonly not: 'kept' | 'filled';
}

/** What no message may hold, of whatever type. `too-many` when there are too many values to look at. */
export const beyondLimits = (root: unknown): Beyond[] | 'too-many' => {
  const found: Beyond[] = [];
  const waiting: { readonly value: unknown; readonly pointer: string }[] = [{ value: root, pointer: '' }];
  let values = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, pointer } = next;
    values += 1;
    if (values > mostValues) return 'too-many';
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) waiting.push({ value: inner, pointer: `${pointer}/${key}` });
    } else if (!isKept(value)) found.push({ pointer, not: 'kept' });
    else if (!isFilled(value, pointer)) found.push({ pointer, not: 'filled' });
  }
  return found;
};

/** Templates that somebody forgot to fill in (standards.md 14, rule 17). In text, braces may be meant. */
const isFilled = (value: unknown, pointer: string): boolean =>
  typeof value !== 'string' || !/\/(id|url|fullUrl|reference)$/.test(pointer) || !/\{\{[^{}]*\}\}/.test(value);

const isKept = (value: unknown): boolean =>
  typeof value === 'string' ? value.isWellFormed() : typeof value !== 'number' || Number.isFinite(value);
