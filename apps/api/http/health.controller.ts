import { Controller, Get, type Type } from '@nestjs/common';
import type { Book } from '../book.ts';

/** Alive: the process answers. Ready: the store answers too. */
export function healthController(book: Book): Type {
  @Controller()
  class HealthController {
    @Get('healthz')
    alive() {
      return { status: 'ok' };
    }

    @Get('readyz')
    async ready() {
      await book.store.head();
      return { status: 'ok' };
    }
  }
  return HealthController;
}
