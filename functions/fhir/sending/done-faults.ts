import type { Communication } from 'fhir/r4.js';
import type { Refusal } from '../../domain/result.ts';

/** That somebody has opened or read something is so or it is not: what is said besides nobody would look for there. */
export const doneFaults = ({ status, payload, note }: Communication): Refusal[] => {
  const invalid = (element: string, diagnostics: string): Refusal[] => [
    { code: 'invalid-input', expression: `Communication.${element}`, diagnostics },
  ];
  return [
    ...(status === 'completed' ? [] : invalid('status', 'completed')),
    ...(payload || note ? invalid(payload ? 'payload' : 'note', 'words go into a note of their own') : []),
  ];
};
