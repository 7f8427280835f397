import { policyOf } from './policy.ts';

/**
 * The deadlines of the area that this hub is for: here stands what is shorter or longer there than the defaults of
 * contracts/lifecycle/deadlines.ts. Apart from this-area.ts, so that a function that only reckons deadlines does not carry the
 * postcodes and phrases of an area with it.
 */
export const thisPolicy = policyOf({});
