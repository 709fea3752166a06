import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refuse, Refused, type Actor } from '#kernel';
import { RememberingVerifier } from '#identity';

/** A request after the guard: with an actor, where it brought a token. */
export type AskedRequest = FastifyRequest & { actor?: Actor };

/** Knows the caller by the bearer token (RFC 6750). Without one the request goes on as anybody's. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(@Inject(RememberingVerifier) private readonly verifier: RememberingVerifier) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<AskedRequest>();
    const header = request.headers.authorization;
    if (header === undefined) return true;
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
    if (!token) throw new Refused(refuse('token-invalid', 'Send the token as "Authorization: Bearer …".'));
    const known = this.verifier.recall(token, Date.now());
    if (known) {
      request.actor = known;
      return true;
    }
    return this.verifier.verify(token).then(({ actor }) => {
      request.actor = actor;
      return true;
    });
  }
}

export function actorOf(request: AskedRequest): Actor {
  if (request.actor) return request.actor;
  throw new Refused(
    refuse('token-missing', 'Send a token as "Authorization: Bearer …"; "pledgebook token" issues one.'),
  );
}
