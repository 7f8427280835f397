import { Temporal } from 'temporal-polyfill';

/** From this birthday on somebody is an adult. */
export const grownUp = 18;

/**
 * Whether somebody has had that birthday, on `today`; undefined where a partial or impossible birth date leaves it open.
 * Both are calendar dates of Europe/London; `birthDate` may be `YYYY` or `YYYY-MM`.
 */
export const hasReached = (age: number, birthDate: string, today: string): boolean | undefined => {
  const born = daysOf(birthDate);
  const day = Temporal.PlainDate.from(today);
  if (!born || Temporal.PlainDate.compare(born.first, day) > 0 || born.last.year < day.year - oldest) return undefined;
  const reached = (date: Temporal.PlainDate) => Temporal.PlainDate.compare(birthday(date, age), day) <= 0;
  if (reached(born.last)) return true;
  return reached(born.first) ? undefined : false;
};

/** The latest day that may be that birthday; undefined where the birth date is none. */
export const latestBirthday = (age: number, birthDate: string): string | undefined => {
  const born = daysOf(birthDate);
  return born && birthday(born.last, age).toString();
};

/** Nobody known has grown older; a birth date before that is a typing error. */
const oldest = 122;

/** Somebody born on 29 February has the birthday on 1 March of a common year, as the law of England counts. */
const birthday = (born: Temporal.PlainDate, age: number): Temporal.PlainDate => {
  const day = born.add({ years: age });
  return day.day === born.day ? day : day.add({ days: 1 });
};

const daysOf = (date: string): { first: Temporal.PlainDate; last: Temporal.PlainDate } | undefined => {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  try {
    const first = Temporal.PlainDate.from(`${year}-${month ?? '01'}-${day ?? '01'}`);
    if (day) return { first, last: first };
    return { first, last: first.add(month ? { months: 1 } : { years: 1 }).subtract({ days: 1 }) };
  } catch {
    // No such day.
    return undefined;
  }
};
