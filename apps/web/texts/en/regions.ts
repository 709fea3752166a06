import { M49_REGIONS } from '../../../../libs/vocabulary/codes.ts';

/** The regions of M49, as the book calls them: browsers know the names of countries, and not of these. */
export const regions: Readonly<Record<keyof typeof M49_REGIONS, string>> = M49_REGIONS;
