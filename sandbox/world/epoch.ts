/** The simulated LinkedIn starts at a fixed moment, so that a seed gives the same world every day. */
export const EPOCH = Date.UTC(2026, 6, 1, 8);
