import { authorityIn } from '../domain/authority/authority.ts';
import type { Action } from '../domain/decide/actions.ts';
import type { Decide } from '../domain/decide/decide-with.ts';
import type { Decision } from '../domain/decide/decision.ts';
import { hub, isSomebodys } from '../domain/hub.ts';
import {
  type Actor,
  findResource,
  type Referral,
  readReferral,
  referenceTo,
  resourceId,
  resourcesOf,
} from '../domain/referral.ts';
import { referenceOf } from '../domain/request/reference.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../domain/result.ts';
import { mostTries } from './most-tries.ts';
import { versionInstant } from './next-instant.ts';
import type { AppendOptions, Clock, Ledger, Loaded, Pause, RequestIdentity } from './ports.ts';
import { seenBefore } from './seen-before.ts';

export interface ActPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Waits before the next try after a conflict. */
  readonly pause: Pause;
}

export interface ActCommand {
  readonly referral: string;
  readonly actor: Actor;
  readonly request: RequestIdentity;
  /** What is asked; or how to read it from the state, where it is a difference from what the caller was shown. */
  readonly action: Action | ((referral: Referral) => Read | Promise<Read>);
  readonly ifMatch?: Basis | readonly Basis[];
  /** What of it the caller does not see: asked before If-Match, whose answer would tell that it is there, and how often it changed. */
  readonly unseen?: (referral: Referral) => readonly Refusal[];
  /** The version that the caller was shown of it, where that is not the one that stands: a receipt has one version for good. */
  readonly shownVersion?: (referral: Referral, type: string, id: string) => string | undefined;
  /** What is written together with the version. */
  readonly beside?: Pick<AppendOptions, 'message' | 'alias'>;
}

type Read = Result<Action | readonly Action[]>;

/** A resource and the version of it that the action is based on. */
export interface Basis {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** Where the sender named the version, if it named several. */
  readonly expression?: string;
}

/** The referral as of the version that the action wrote, or that stands where it changed nothing. */
export interface Acted {
  readonly referral: Referral;
  readonly version: number;
  /** The same request came before; this is what it did then. */
  readonly repeated: boolean;
  /** False where nothing was to be changed: what is answered stood before. Of a repeat: what the first one did. */
  readonly wrote: boolean;
}

/**
 * Everything that changes a referral after version 1. DESIGN 5, writing: repeated request, If-Match, decide, one Put;
 * a version in the way means to fold again and start over.
 */
export const actWith =
  (decide: Decide) =>
  (ports: ActPorts) =>
  async (command: ActCommand): Promise<Result<Acted>> => {
    for (let attempt = 1; attempt <= mostTries; attempt += 1) {
      const done = await tryOnce(decide, ports, command);
      if (done !== 'conflict') return done;
      await ports.pause(attempt);
    }
    return refuse('busy');
  };

const tryOnce = async (
  decide: Decide,
  { ledger, clock }: ActPorts,
  command: ActCommand,
): Promise<Result<Acted> | 'conflict'> => {
  const loaded = await ledger.load(command.referral);
  if (!loaded || !isParty(loaded.referral, command)) return refuse('not-found');
  const repeat = await answerRepeat(ledger, loaded, command);
  if (repeat) return repeat;
  const stale = refuseAll(command.unseen?.(loaded.referral) ?? []) ?? refuseAll(staleFaults(loaded.referral, command));
  if (stale) return stale;
  const action = typeof command.action === 'function' ? await command.action(loaded.referral) : ok(command.action);
  if (!action.ok) return action;
  const at = versionInstant(clock(), loaded.head.at);
  const decided = decide(loaded.referral, action.value, command.actor, at);
  if (!decided.ok) return decided;
  if (decided.value.changed.length === 0)
    return ok({ referral: loaded.referral, version: loaded.head.version, repeated: false, wrote: false });
  return write(ledger, loaded, command, decided.value, at);
};

/** The hub's own reminders take part in every referral; an organisation in its own, and where the hub knows it for something. */
const isParty = (referral: Referral, { actor }: ActCommand): boolean =>
  actor.client === hub.client || authorityIn(referral, actor).roles.length > 0;

/** A repeat is answered from the ledger, as of the version it wrote; the same id with another body is refused. */
const answerRepeat = async (
  ledger: Ledger,
  loaded: Loaded,
  { referral, actor, request }: ActCommand,
): Promise<Result<Acted> | undefined> => {
  const seen = seenBefore(loaded, actor, request);
  if (!seen) return undefined;
  if (seen.bodyHash !== request.bodyHash) return refuse('request-id-reused');
  const then = seen.version === loaded.head.version ? loaded : await ledger.load(referral, seen.version);
  if (!then) throw new Error(`Ledger of ${referral} lost version ${seen.version}`);
  return ok({ referral: then.referral, version: seen.version, repeated: true, wrote: true });
};

const staleFaults = (referral: Referral, { ifMatch = [], shownVersion }: ActCommand): Refusal[] =>
  ('id' in ifMatch ? [ifMatch] : ifMatch)
    .filter(({ type, id, version }) => {
      const standing = shownVersion?.(referral, type, id) ?? findResource(referral, type, id)?.meta?.versionId;
      return standing !== String(version);
    })
    .map(({ expression }) => ({ code: 'stale-version', ...(expression ? { expression } : {}) }));

const write = async (
  ledger: Ledger,
  loaded: Loaded,
  { referral, actor, request, beside }: ActCommand,
  decision: Decision,
  at: string,
): Promise<Result<Acted> | 'conflict'> => {
  const version = loaded.head.version + 1;
  const appended = await ledger.append({ referral, version, at, actor, request, ...decision }, loaded, beside);
  switch (appended.kind) {
    case 'written':
      return ok({
        referral: after(loaded.referral, decision, { actor, version, at }),
        version,
        repeated: false,
        wrote: true,
      });
    case 'already-ours':
      return ours(ledger, referral, version);
    case 'too-large':
      return refuse('too-large');
    case 'guarded':
      return alreadyOpen(appended.by);
    default:
      return 'conflict';
  }
};

/** Two threads about one person would each be worked on as if it were the only one. Nothing is lost: the draft stands. */
const alreadyOpen = (by: string): Result<never> =>
  refuse('already-open', {
    expression: 'Task.status',
    existing: resourceId(by, 's', 1),
    diagnostics: `The person has an open referral from you, ${referenceOf(by)}. What the draft asks for, sent as a new request, is added to it.`,
  });

/** What stands may be from the same request on another connection: its own instant counts, not ours. */
const ours = async (ledger: Ledger, referral: string, version: number): Promise<Result<Acted>> => {
  const then = await ledger.load(referral, version);
  if (!then) throw new Error(`Ledger of ${referral} lost version ${version}`);
  return ok({ referral: then.referral, version, repeated: true, wrote: true });
};

const after = (
  referral: Referral,
  { changed, action }: Decision,
  { actor, version, at }: { readonly actor: Actor; readonly version: number; readonly at: string },
): Referral => {
  const acted = isSomebodys({ ...actor, action })
    ? new Map([...referral.acted, [actor.organisation, at]])
    : referral.acted;
  const keys = new Set(changed.map(referenceTo));
  const kept = resourcesOf(referral).filter((r) => !keys.has(referenceTo(r)));
  return readReferral({ ...referral, acted, version, at }, [...kept, ...changed]);
};
