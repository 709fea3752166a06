/** The page of one commitment. */
export const commitment = {};
