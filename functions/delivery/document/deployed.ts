import type { DeliveryPorts } from '../ports.ts';
import type { DeployedWays } from './ways.ts';

/**
 * The ways that carry a page, read when the first one is needed and not when the function starts: most messages go by FHIR,
 * and the bundle of what sends them stays as small as it was (infra/build/bundles.ts).
 */
export const pagesLater = (by: DeployedWays): DeliveryPorts['documents'] => {
  let ways: ReturnType<DeliveryPorts['documents']> | undefined;
  return () => {
    ways ??= import('./ways.ts').then(({ deployedWays }) => deployedWays(by));
    return ways;
  };
};
