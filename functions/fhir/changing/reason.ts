import type { CodeableConcept } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { codeIn } from '../../domain/coding.ts';
import { unlessEmpty } from '../../domain/given.ts';

/** Ours is acted on; those of others stand beside it. */
export const codingsIn = (reason: CodeableConcept) => ({
  code: codeIn(systems.statusReason, reason),
  codings: unlessEmpty((reason.coding ?? []).filter((c) => c.system !== systems.statusReason)),
});

/** The text, or what the coding says of itself: who gives a code has given a reason. */
export const wordsOf = ({ text, coding }: CodeableConcept): string | undefined =>
  text ?? coding?.map((c) => c.display ?? c.code).find((words) => words !== undefined);
