import type { Area } from './area.ts';
import { gloucestershire } from './gloucestershire.ts';

/** The area that this hub is for: whoever runs one for another area says so here, and nowhere else (infra/decisions/deploy.md, step 0). */
export const thisArea: Area = gloucestershire;
