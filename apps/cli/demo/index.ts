import { cleanWater } from './clean-water/clean-water.ts';
import { connectivity } from './connectivity.ts';
import { cropSubstitution } from './crop-substitution.ts';
import type { Story } from './scene.ts';

/** The stories of the demo; the fictional one last. */
export const stories: readonly Story[] = [connectivity, cropSubstitution, cleanWater];

export { Stage, type Told } from './stage.ts';
export { StoryClock } from './story-clock.ts';
