/** The made-up LinkedIn begins at a fixed moment, so that one seed is one world on every day. */
export const EPOCH = Date.UTC(2026, 6, 1, 8);
