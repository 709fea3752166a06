import { Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AskedRequest } from './sender.ts';

interface Route<C> {
  /** Shown in stack traces. */
  readonly name: string;
  readonly method: (this: C, request: AskedRequest, reply: FastifyReply) => Promise<unknown>;
  /** Says which address it is at, and how it is answered. */
  readonly decorators: readonly MethodDecorator[];
}

/** Adds a method to a controller, as if its class had one of that name: one for each command and each query. */
export function addRoute<C>(controller: Type<C>, { name, method, decorators }: Route<C>): void {
  const prototype = controller.prototype as object;
  const descriptor: PropertyDescriptor = { value: method, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}
