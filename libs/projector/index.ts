export { indexed, projectionsOf } from './log-index.ts';
export {
  refuseReadOnly,
  refuseStrayed,
  type Noted,
  type OpenedProjector,
  type Projector,
  type ProjectorOptions,
} from './projector.ts';
export { webhooksTerm } from './webhooks-term.ts';
export { startProjector } from './waiting.ts';
