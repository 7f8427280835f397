import { holdMessage } from '../circumstance/held-messages.ts';
import { decideDropCompanion } from '../companion/drop-companion.ts';
import { hub } from '../hub.ts';
import { decideRingGroup } from '../meetings/ring-group.ts';
import { decideMoveOn } from '../options/decide-move-on.ts';
import { ok, refuse } from '../result.ts';
import { decideChase } from './decide-chase.ts';
import { decideDelivery } from './decide-delivery.ts';
import { decideWith, type Route } from './decide-with.ts';

/** What the hub does of itself, and nobody else may ask for. */
export const hubRoute: Route = (draft, action, actor) => {
  if (actor.client !== hub.client) return refuse('not-found');
  if (action.kind === 'chase') return decideChase(draft, action);
  if (action.kind === 'move-on') return decideMoveOn(draft, action);
  if (action.kind === 'drop-companion') return decideDropCompanion(draft, action);
  if (action.kind === 'ring-group') return decideRingGroup(draft, action);
  if (action.kind === 'record-delivery') return decideDelivery(draft, action);
  return action.kind === 'hold-message' ? ok(holdMessage(draft, action)) : refuse('not-found');
};

/** For functions that act as the hub only: a smaller bundle than with every rule of what others may do. */
export const decideAsHub = decideWith(hubRoute);
