/** The same words in any language; those with something in them are functions of it. */
export type Said<T> = {
  readonly [Word in keyof T]: T[Word] extends string
    ? string
    : T[Word] extends (...parts: infer Parts) => string
      ? (...parts: Parts) => string
      : Said<T[Word]>;
};
