/**
 * A full message of 384 KiB holds about 15,000 values of 25 bytes each (measured on the official BaRS messages). One with
 * many more is made of empty brackets, and each of them costs several faults.
 */
export const mostValues = 25_000;

/**
 * JSON pointers to what JSON can hold and Handover cannot keep as it came: numbers beyond a double (they would become
 * null) and halves of surrogate pairs (they would become question marks). `too-many` when there are too many values to look at.
 */
export const beyondLimits = (root: unknown): string[] | 'too-many' => {
  const found: string[] = [];
  const waiting: { readonly value: unknown; readonly pointer: string }[] = [{ value: root, pointer: '' }];
  let values = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, pointer } = next;
    values += 1;
    if (values > mostValues) return 'too-many';
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) waiting.push({ value: inner, pointer: `${pointer}/${key}` });
    } else if (!isKept(value)) found.push(pointer);
  }
  return found;
};

const isKept = (value: unknown): boolean =>
  typeof value === 'string' ? value.isWellFormed() : typeof value !== 'number' || Number.isFinite(value);
