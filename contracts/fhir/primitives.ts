/**
 * The JSON form of each primitive of R4. Where a pattern differs from the one that HL7 prints, it is because theirs
 * would let through what is no date (30 February), would refuse what is text (a no-break space), or backtracks without
 * bound (base64Binary, markdown). Two things are narrower than R4 on purpose, so that whatever is accepted can be read by
 * Date and by Temporal: no leap second (`:60`), and at most nine digits of a second.
 */
export interface Primitive {
  readonly type: 'string' | 'number' | 'integer' | 'boolean';
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

const year = String.raw`(?:\d{3}[1-9]|\d{2}[1-9]0|\d[1-9]00|[1-9]000)`;
const leapYear = String.raw`(?:\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)`;
const monthAndDay = String.raw`(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))`;
const day = `(?:${year}-${monthAndDay}|${leapYear}-02-29)`;
const partialDate = `${year}(?:-(?:0[1-9]|1[0-2]))?`;
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?`;
const zone = String.raw`(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))`;
const id = '[A-Za-z0-9.-]{1,64}';

const matching = (pattern: string): Primitive => ({ type: 'string', pattern: `^(?:${pattern})$` });
const whole = (minimum: number): Primitive => ({ type: 'integer', minimum, maximum: 2_147_483_647 });
const uri = matching(String.raw`\S+`);
/** No control characters (FHIR R4, datatypes, string), and something other than white space. */
const text = matching(String.raw`(?=\s*\S)[^\u0000-\u0008\u000b\u000c\u000e-\u001f]+`);

export const primitives = {
  base64Binary: matching(String.raw`\s*(?:(?:[0-9A-Za-z+/=]\s*){4})+`),
  boolean: { type: 'boolean' },
  canonical: uri,
  code: matching(String.raw`\S+(?:\s\S+)*`),
  date: matching(`${partialDate}|${day}`),
  dateTime: matching(`${partialDate}|${day}(?:T${time}${zone})?`),
  decimal: { type: 'number' },
  id: matching(id),
  instant: matching(`${day}T${time}${zone}`),
  integer: whole(-2_147_483_648),
  markdown: text,
  oid: matching(String.raw`urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+`),
  positiveInt: whole(1),
  string: text,
  time: matching(time),
  unsignedInt: whole(0),
  uri,
  url: uri,
  uuid: matching('urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
  /** Which elements and attributes a narrative may hold is checked by hand: functions/fhir/rules/narrative.ts. */
  xhtml: { type: 'string', pattern: String.raw`^\s*<div[\s>]` },
} as const satisfies Record<string, Primitive>;
export type PrimitiveName = keyof typeof primitives;
export const isPrimitive = (name: string): name is PrimitiveName => Object.hasOwn(primitives, name);

const literal = (types: string): string =>
  String.raw`(?:https?:\/\/\S+\/)?(?:${types})\/${id}(?:\/_history\/${id})?|(?:${types})\?\S+`;
/** An absolute address that does not end like that of a resource: R4 allows it and says nothing of its type. */
const elsewhere = String.raw`(?!\S*\/[A-Z][A-Za-z]+\/${id}(?:\/_history\/${id})?$)https?:\/\/\S+`;

/** What `Reference.reference` may be when it has to name one of these types. */
export const referencePattern = (types: readonly string[]): string =>
  String.raw`^(?:#\S*|urn:(?:uuid|oid):\S+|${literal(types.join('|'))}|${elsewhere})$`;
