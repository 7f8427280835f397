/** DESIGN 5, writing: whoever finds that somebody else wrote first looks again and starts over, at most so often. */
export const mostTries = 5;
