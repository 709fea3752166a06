import { writeFileSync } from 'node:fs';
import { generate } from './generate.ts';
import { generateAnswers } from './queries.ts';

/** `npm run contracts`: writes the public contract's schemas anew, and those of the answers to queries. */
writeFileSync('libs/contracts/schemas.json', generate());
writeFileSync('apps/api/answers.json', generateAnswers());
