import type { FhirResource } from 'fhir/r4.js';
import { type IdKind, type Referral, readReferral, referenceTo, resourceId, resourcesOf } from './referral.ts';

/** A past-tense fact of one version; stored as its type and the Task that it is about. */
export interface EventType {
  readonly type: string;
  /** The Task it is about. */
  readonly task: string;
}

/** What an accepted action makes: whole resources and facts. Nothing changed = the answer is what stands. */
export interface Decision {
  readonly action: string;
  readonly changed: readonly FhirResource[];
  readonly events: readonly EventType[];
}

/**
 * A referral while one action is worked out: each `put` is seen by the steps after it,
 * so that an effect (a cascade, a message) reads the state that its cause left.
 */
export class Draft {
  readonly now: string;
  #referral: Referral;
  readonly #changed = new Map<string, FhirResource>();
  readonly #events: EventType[] = [];

  constructor(referral: Referral, now: string) {
    this.#referral = referral;
    this.now = now;
  }

  get referral(): Referral {
    return this.#referral;
  }

  put(resource: FhirResource, event?: EventType): void {
    const key = referenceTo(resource);
    this.#changed.set(key, resource);
    const kept = resourcesOf(this.#referral).filter((r) => referenceTo(r) !== key);
    this.#referral = readReferral(this.#referral, [...kept, resource]);
    if (event) this.#events.push(event);
  }

  /** The next free id of a kind in this referral. */
  nextId(kind: IdKind): string {
    const used = resourcesOf(this.#referral)
      .map((r) => new RegExp(`\\.${kind}(\\d+)$`).exec(r.id ?? '')?.[1])
      .map((n) => Number(n ?? 0));
    return resourceId(this.#referral.id, kind, Math.max(0, ...used) + 1);
  }

  /** The next number free for a request and its Task together, so that SR2 and T2 read as a pair. */
  nextNumber(): number {
    const last = (kind: IdKind) => Number(this.nextId(kind).split(kind).at(-1));
    return Math.max(last('s'), last('t'));
  }

  decide(action: string): Decision {
    return { action, changed: [...this.#changed.values()], events: this.#events };
  }
}
