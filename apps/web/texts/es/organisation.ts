/** The page of one organisation. */
export const organisation = {};
