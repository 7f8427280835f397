import { safeguardingOf } from './safeguarding.ts';
import { thisArea } from './this-area.ts';

/** The safeguarding route of the area that this hub is for. It cannot be left out or switched off: that throws. */
export const thisSafeguarding = safeguardingOf(thisArea);
