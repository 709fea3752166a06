/** The page of one partnership. */
export const partnership = {};
