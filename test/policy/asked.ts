import type { AnyQuery } from '#cqrs';
import { isService } from '#kernel';
import type { Answer, ServedBook, SetClock } from '../support/served-book.ts';
import { askersIn, NOBODY, queriesIn, type Asking, type Shown } from './asking.ts';
import { actorWith, castIn, Scene } from './scene.ts';

export interface Asked {
  readonly query: AnyQuery;
  readonly asking: Asking;
  readonly shown: Shown;
}

/** A book in which something stands for every query, some of it only for those inside. */
async function bookFor(served: ServedBook, clock: SetClock) {
  const cast = await castIn(served.book);
  const { own, other, third, fifth } = cast;
  const scene = await Scene.begin({ book: served.book, clock }, cast, third);
  await scene.stand(other, 'invited');
  await scene.stand(fifth, 'interested');
  const meeting = { meeting: 'm', kind: 'scoping', attendees: [third, own], agreed: [] };
  await scene.give(third, 'HoldMeeting', meeting);
  const { observation = '' } = await scene.give(own, 'DisputeClaim', {
    claim: { about: 'meeting', meeting: 'm' },
    text: 'Not so',
  });
  await scene.give(own, 'FlagMissingVoice', { voice: 'v', who: 'Teachers', why: 'They know' });
  const promise = { statement: 'S', kind: 'policy' };
  const { commitment = '' } = await scene.give(own, 'MakeCommitment', promise);
  const shares = [own, third].map((organisation) => ({ organisation }));
  const together = await scene.give(own, 'ProposeJointCommitment', { ...promise, shares });
  const quiet = { text: 'Spent', audience: { to: 'named', organisations: [own] } };
  const { disclosure = '' } = await scene.give(third, 'DiscloseConstraint', quiet);
  const { person = '' } = await scene.give(third, 'NameFocalPoint', {
    name: 'Ana Duarte',
    email: 'ana@example.org',
  });
  const { programme } = await scene.give(own, 'RegisterProgramme', { name: 'A programme' });
  await scene.give(own, 'AdmitPartnership', { programme });
  const { events } = await served.book.store.readAll({ types: ['MeetingHeld'] });
  const registering = served.withToken(await served.book.issuer.issue(actorWith('participant', own)));
  const { webhook } = (await registering.done('/v1/webhooks', { url: 'https://service.example/' })).body;
  await served.settled();
  return {
    cast,
    ids: {
      partnership: scene.partnership,
      commitment,
      jointCommitment: together['jointCommitment'] ?? '',
      organisation: own,
      disclosure,
      observation,
      person,
      webhook,
      programme: 'A programme',
      event: events[0]?.id ?? '',
      type: 'pledgebook.commitment-made.v1',
    } as Readonly<Record<string, string>>,
  };
}

/** @throws Error something of its path is not known here */
const pathOf = ({ path }: AnyQuery, ids: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`say in bookFor what stands for :${name}`);
    return encodeURIComponent(id);
  });

/** What an answer shows, beside what nobody is shown, and who is shown the most. */
function shownBy(answer: Answer, nobody: Answer, whole: Answer): Shown {
  if (answer.status === 403) return 'no';
  if (nobody.text === whole.text) return answer.text === nobody.text ? 'yes' : 'all of it';
  if (answer.text === nobody.text) return 'public part';
  if (answer.text === whole.text) return 'all of it';
  throw new Error(`neither what nobody sees nor all of it: ${answer.text}`);
}

/** Who is shown the most: an auditor; of what has an audience of its own, who is in it. */
const isShownMost = ({ allow }: AnyQuery, { as, standing }: Asking): boolean =>
  allow.audience === undefined ? as === 'auditor' : as === 'participant' && standing === 'takes part';

/** Asks every query as everybody, over HTTP. */
export async function askAll(served: ServedBook, clock: SetClock): Promise<Asked[]> {
  const { cast, ids } = await bookFor(served, clock);
  const { issuer } = served.book;
  const askers = await Promise.all(
    askersIn(cast).map(async (asking) => {
      const { actor } = asking;
      if (!actor) return { asking, party: served.anybody() };
      const token = isService(actor)
        ? await issuer.issueToService(actor.person, actor.scopes as never)
        : await issuer.issue(actor);
      return { asking, party: served.withToken(token) };
    }),
  );
  const asked: Asked[] = [];
  for (const query of queriesIn(served.book)) {
    const answers = new Map<Asking, Answer>();
    for (const { asking, party } of askers) answers.set(asking, await party.ask(pathOf(query, ids)));
    const nobody = answers.get(NOBODY) as Answer;
    const whole = [...answers].find(([asking]) => isShownMost(query, asking))?.[1] as Answer;
    if (whole.status !== 200) throw new Error(`${query.name}: ${whole.text}`);
    for (const [asking, answer] of answers)
      asked.push({ query, asking, shown: shownBy(answer, nobody, whole) });
  }
  return asked;
}
