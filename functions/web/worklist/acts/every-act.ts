import type { Act } from './act.ts';
import { askAct } from './ask.ts';
import { circumstanceActs } from './circumstance.ts';
import { contactAct } from './contact.ts';
import { callOffAct, moveMeetingAct, nameMeetingAct } from './meeting.ts';
import { moveActs } from './moves.ts';
import { ownActs } from './own.ts';
import { permissionActs } from './permission.ts';
import { resultAct } from './result.ts';
import { writtenActs } from './written.ts';

/** Everything that can be done from a person's page, by its name in the address, in the order in which it is offered. */
export const everyAct: readonly Act[] = [
  ...[resultAct, nameMeetingAct, askAct, ...moveActs, contactAct, moveMeetingAct, callOffAct],
  ...[...ownActs, ...writtenActs, ...circumstanceActs, ...permissionActs],
];

export const actNamed = (name: string | undefined): Act | undefined => everyAct.find((act) => act.name === name);
