import type { Refusal } from '../domain/result.ts';

/** `application/fhir+json; charset=UTF-8; fhirVersion=4.0` to `application/fhir+json`, if its parameters say nothing else. */
const mediaType = (contentType: string): string | undefined => {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const odd = parameters.some((p) => {
    const [name, value = ''] = p.split('=').map((part) => part.trim().replaceAll('"', ''));
    if (name === 'charset') return value !== 'utf-8' && value !== 'utf8';
    if (name === 'fhirversion') return !/^4\.0(\.\d)?$/.test(value);
    return false;
  });
  return odd ? undefined : type;
};

/** A body must say what it is; where there is no body its type does not matter. */
export const checkContentType = (
  contentType: string | undefined,
  body: string,
  accepted: readonly string[],
): Refusal | undefined => {
  if (body === '') return undefined;
  const type = mediaType(contentType ?? '');
  if (type !== undefined && accepted.includes(type)) return undefined;
  return { code: 'wrong-content-type', diagnostics: `Accepted: ${accepted.join(', ')}` };
};

/** Only a caller that clearly wants something else than JSON is sent away: many clients send careless Accept headers. */
export const checkAccept = (accept: string | undefined): Refusal | undefined => {
  const ranges = (accept ?? '').split(',').map((r) => r.trim().toLowerCase());
  const servable = ranges.some((range) => {
    const [type = '', ...parameters] = range.split(';').map((p) => p.trim());
    const unwanted = parameters.some((p) => /^q\s*=\s*0(\.0*)?$/.test(p));
    return (
      !unwanted && (type === '' || type === '*' || type === '*/*' || type === 'application/*' || /json/.test(type))
    );
  });
  return servable ? undefined : { code: 'not-acceptable' };
};
