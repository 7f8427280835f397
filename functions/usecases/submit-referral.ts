import type { Area } from '../../contracts/areas/area.ts';
import type { Intake } from '../../mappings/gp/intake.ts';
import type { Actor } from '../domain/referral.ts';
import type { AnswersTo } from '../domain/request/answers-to.ts';
import type { Referrer } from '../domain/request/referrer-kind.ts';
import { type Result, refuse } from '../domain/result.ts';
import type { ActPorts } from './act-with.ts';
import { checkIntake } from './check-intake.ts';
import { mostTries } from './most-tries.ts';
import type { Way } from './open-guard.ts';
import { openNew } from './open-new.ts';
import type { Hash, RequestIdentity } from './ports.ts';
import { repeatedSubmission } from './repeated-submission.ts';
import type { Submitted } from './submitted.ts';

export interface SubmitPorts extends ActPorts {
  readonly hash: Hash;
  readonly area: Area;
}

export interface SubmitCommand {
  readonly actor: Actor;
  readonly request: RequestIdentity;
  /** Parsed and structurally valid. */
  readonly intake: Intake;
  /** The body as received. */
  readonly message: string;
  /** Who refers, checked against who sends. */
  readonly referrer: Referrer;
  /** Where the answers go, if not to whoever sends. */
  readonly answersTo?: AnswersTo;
  /** If-None-Exist on the request: an existing referral with this identifier is the answer, not a fault. */
  readonly ifNoneExist: boolean;
}

/** A request becomes version 1 of a referral, or a further need of the one that is open. DESIGN 5, writing and guard. */
export const submitReferral =
  (ports: SubmitPorts) =>
  async (command: SubmitCommand): Promise<Result<Submitted>> => {
    const checked = checkIntake(command.intake, ports.area, ports.clock());
    if (!checked.ok) return (await repeatedSubmission(ports, command)) ?? checked;
    let way: Way = {};
    for (let attempt = 1; attempt <= mostTries; attempt += 1) {
      const tried = await openNew(ports, command, checked.value, way);
      if (tried.kind === 'done') return tried.result;
      way = { ...(way.besideDraft ? { besideDraft: way.besideDraft } : {}), ...tried };
      await ports.pause(attempt);
    }
    return refuse('busy');
  };
