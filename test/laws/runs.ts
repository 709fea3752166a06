/** How many times as much is drawn as `npm test` has time for: `npm run test:laws` draws ten times as much. */
const TIMES = Number(process.env['LAW_TIMES'] ?? 1);

/** How many of something are drawn, where so many are in `npm test`. */
export const runs = (few: number): number => Math.ceil(few * TIMES);
