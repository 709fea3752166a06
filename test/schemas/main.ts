import { writeFileSync } from 'node:fs';
import { generate } from './generate.ts';

/** `npm run contracts`: writes the public contract's schemas anew. */
writeFileSync('libs/contracts/schemas.json', generate());
