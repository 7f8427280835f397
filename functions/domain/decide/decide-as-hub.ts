import { hub } from '../hub.ts';
import { refuse } from '../result.ts';
import { decideChase } from './decide-chase.ts';
import { decideDelivery } from './decide-delivery.ts';
import { decideWith, type Route } from './decide-with.ts';

/** What the hub does of itself, and nobody else may ask for. */
export const hubRoute: Route = (draft, action, actor) => {
  if (actor.client !== hub.client) return refuse('not-found');
  if (action.kind === 'chase') return decideChase(draft, action);
  return action.kind === 'record-delivery' ? decideDelivery(draft, action) : refuse('not-found');
};

/** For functions that act as the hub only: they carry no rule of what others may do. */
export const decideAsHub = decideWith(hubRoute);
