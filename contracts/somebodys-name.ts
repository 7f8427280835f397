/**
 * A name or a role as a person signs, at every door where one is taken: two letters at least, on one line. No control
 * characters, no line breaks of Unicode and no half of a surrogate pair: it is shown in lists, letters and logs of others.
 */
export const nameForm = /^(?=.*\p{L}.*\p{L})[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u;
export const longestName = 100;
