import type { Body } from './world.ts';

/** Whom something is for: by name, as one who took part when it was shared, or everybody. */
interface Circle {
  readonly named: ReadonlySet<string>;
  readonly present: ReadonlySet<string>;
  readonly everybody: boolean;
}
/** A disclosure, as who gave the commands remembers it. */
interface Secret {
  readonly id: string;
  readonly partnership: string;
  readonly owner: string;
  circle: Circle;
  /** What it says now, and to whom each of the things was said that were said here. */
  words: string;
  readonly said: Map<string, { readonly by: string; circle: Circle }>;
  retracted: boolean;
}
/** Who is to be spoken to for somebody, somewhere. */
interface Contact {
  readonly partnership: string;
  readonly owner: string;
  readonly words: string;
}
/** A partnership, as far as it matters to who hears what. */
interface Room {
  readonly inside: Set<string>;
  readonly interested: Set<string>;
  readonly invited: Map<string, string>;
  /** What would close it or open it anew, and who has consented to that. */
  readonly ends: Map<string, { readonly closes: boolean; readonly yes: Set<string> }>;
}
/** An accepted command. */
export interface Accepted {
  readonly name: string;
  readonly by: string;
  readonly input: Body;
  readonly ids: Readonly<Record<string, string>>;
}

/**
 * Who may hear what: kept beside the book, from what was given and accepted alone, and in words of its own, so that it
 * errs in nothing together with the book.
 */
export class Hearing {
  private readonly rooms = new Map<string, Room>();
  private readonly secrets = new Map<string, Secret>();
  /** As they were last said: by person and partnership. */
  readonly contacts = new Map<string, Contact>();

  /** What is for those who take part or were invited, by its words: in which book, who said it, and who was there. */
  private readonly amongThem = new Map<
    string,
    { readonly partnership: string; readonly there: readonly string[] }
  >();

  get disclosures(): readonly Secret[] {
    return [...this.secrets.values()];
  }

  /** Whether somebody may be shown what a disclosure says now. `organisation` is undefined of who acts for none. */
  isOpenTo(secret: Secret, organisation: string | undefined): boolean {
    if (organisation === secret.owner) return true;
    if (secret.retracted) return false;
    return this.isIn(secret, secret.circle, organisation);
  }

  /** Whether somebody may come across these words, or this id of a disclosure, at any moment of the book. */
  mayKnow(words: string, organisation: string | undefined): boolean {
    const contact = [...this.contacts.values()].find((one) => one.words === words);
    if (contact) return this.mayReach(contact, organisation);
    return this.disclosures.some((secret) => {
      const told = secret.said.get(words);
      if (!told && words !== secret.id) return false;
      const { by, circle } = told ?? { by: secret.owner, circle: secret.circle };
      if (circle.everybody || organisation === by || organisation === secret.owner) return true;
      return !secret.retracted && this.isIn(secret, circle, organisation);
    });
  }

  /** Whether somebody may come across what is for those who take part or were invited: interest alone shows nobody. */
  mayBeAmongThem(words: string, organisation: string | undefined): boolean {
    const told = this.amongThem.get(words);
    if (!told || organisation === undefined) return false;
    const { inside, invited } = this.room(told.partnership);
    return (
      inside.has(organisation) ||
      [...invited.values()].includes(organisation) ||
      told.there.includes(organisation)
    );
  }

  tellThem({ by, input }: Accepted, words: unknown): void {
    const attendees = (input['attendees'] as readonly string[] | undefined) ?? [];
    this.amongThem.set(String(words), {
      partnership: String(input['partnership']),
      there: [by, ...attendees],
    });
  }

  accept(accepted: Accepted): void {
    HEARD[accepted.name]?.(this, accepted);
  }

  room(partnership: unknown): Room {
    const known = this.rooms.get(String(partnership));
    const room = known ?? { inside: new Set(), interested: new Set(), invited: new Map(), ends: new Map() };
    this.rooms.set(String(partnership), room);
    return room;
  }

  secret(id: unknown): Secret {
    return this.secrets.get(String(id)) as Secret;
  }

  begin({ by, input, ids }: Accepted, circle: Circle): void {
    const [id, words] = [ids['disclosure'] ?? '', String(input['text'])];
    const partnership = String(input['partnership']);
    const said = new Map([[words, { by, circle }]]);
    this.secrets.set(id, { id, partnership, owner: by, circle, words, said, retracted: false });
  }

  /** Everybody is told under another id: the first stays between those who heard it. */
  publish({ partnership, owner, words, said }: Secret, id: string | undefined): void {
    if (id === undefined || this.secrets.has(id)) return;
    const circle = { named: new Set<string>(), present: new Set<string>(), everybody: true };
    said.set(words, { by: owner, circle });
    const told = new Map([[words, { by: owner, circle }]]);
    this.secrets.set(id, { id, partnership, owner, circle, words, said: told, retracted: false });
  }

  /** Whom an audience means at this moment. */
  circleOf({ partnership, audience }: Body, owner: string): Circle {
    const { to, organisations = [] } = audience as { to: string; organisations?: string[] };
    const inside = to === 'participants' ? [...this.room(partnership).inside] : [];
    return {
      named: new Set(organisations.filter((one) => one !== owner)),
      present: new Set(inside.filter((one) => one !== owner)),
      everybody: to === 'public',
    };
  }

  /** Those who take part know whom to speak to, of others who do. */
  private mayReach({ partnership, owner }: Contact, organisation: string | undefined): boolean {
    if (organisation === undefined || organisation === owner) return organisation === owner;
    const { inside } = this.room(partnership);
    return inside.has(owner) && inside.has(organisation);
  }

  private isIn({ partnership }: Secret, circle: Circle, organisation: string | undefined): boolean {
    if (circle.everybody) return true;
    if (organisation === undefined) return false;
    const { inside, interested, invited } = this.room(partnership);
    if (inside.has(organisation)) return circle.named.has(organisation) || circle.present.has(organisation);
    const isGuest = interested.has(organisation) || [...invited.values()].includes(organisation);
    return isGuest && circle.named.has(organisation);
  }
}

/** Who takes part has consented, each of them: once it is closed nobody is invited any more. */
function settle({ inside, invited, ends }: Room): void {
  for (const { closes, yes } of ends.values()) {
    if (yes.size === 0 || ![...inside].every((one) => yes.has(one))) continue;
    if (closes) invited.clear();
    ends.clear();
    return;
  }
}

type Hears = (hearing: Hearing, accepted: Accepted) => unknown;
const disclosed: Hears = (hearing, accepted) =>
  hearing.begin(accepted, hearing.circleOf(accepted.input, accepted.by));

/** What each command changes of who hears what; all others change nothing. */
const HEARD: Readonly<Record<string, Hears>> = {
  ConvenePartnership: (hearing, { by, ids }) => hearing.room(ids['partnership']).inside.add(by),
  JoinPartnership: (hearing, { by, input }) => hearing.room(input['partnership']).inside.add(by),
  ExpressInterest: (hearing, accepted) => {
    const { by, input } = accepted;
    hearing.room(input['partnership']).interested.add(by);
    hearing.tellThem(accepted, input['statement']);
  },
  InviteParticipant: (hearing, accepted) => {
    const { input } = accepted;
    hearing
      .room(input['partnership'])
      .invited.set(String(input['invitation']), String(input['organisation']));
    hearing.tellThem(accepted, input['canActOn']);
  },
  HoldMeeting: (hearing, accepted) =>
    hearing.tellThem(accepted, (accepted.input['agreed'] as readonly string[])[0]),
  Object: (hearing, accepted) => hearing.tellThem(accepted, accepted.input['reason']),
  Propose: (hearing, { input }) => {
    const { partnership, proposal, subject } = input;
    if (subject === 'closing' || subject === 'reopening')
      hearing.room(partnership).ends.set(String(proposal), { closes: subject === 'closing', yes: new Set() });
  },
  Consent: (hearing, { by, input }) => {
    const room = hearing.room(input['partnership']);
    room.ends.get(String(input['proposal']))?.yes.add(by);
    settle(room);
  },
  DeclineInvitation: (hearing, { by, input }) => {
    const room = hearing.room(input['partnership']);
    room.invited.delete(String(input['invitation']));
    room.interested.delete(by);
  },
  LeavePartnership: (hearing, { by, input }) => {
    const room = hearing.room(input['partnership']);
    for (const [invitation, whom] of room.invited) if (whom === by) room.invited.delete(invitation);
    room.interested.delete(by);
    room.inside.delete(by);
    for (const { yes } of room.ends.values()) yes.delete(by);
    settle(room);
  },
  DiscloseIncentive: disclosed,
  DiscloseInterest: disclosed,
  DiscloseConstraint: disclosed,
  RecordTalk: (hearing, accepted) => {
    const named = new Set([String(accepted.input['with'])]);
    hearing.begin(accepted, { named, present: new Set(), everybody: false });
  },
  WidenAudience: (hearing, { by, input, ids }) => {
    const secret = hearing.secret(input['disclosure']);
    const more = hearing.circleOf(input, by);
    if (more.everybody) return hearing.publish(secret, ids['published']);
    const circle = {
      named: new Set([...secret.circle.named, ...more.named]),
      present: new Set([...secret.circle.present, ...more.present]),
      everybody: secret.circle.everybody || more.everybody,
    };
    secret.circle = circle;
    // What was said before in other words, and what was answered, stays between those who heard it.
    secret.said.set(secret.words, { by: secret.owner, circle });
  },
  SupersedeDisclosure: (hearing, { by, input }) => {
    const secret = hearing.secret(input['disclosure']);
    secret.words = String(input['text']);
    secret.said.set(secret.words, { by, circle: secret.circle });
  },
  AnswerDisclosure: (hearing, { by, input }) => {
    const secret = hearing.secret(input['disclosure']);
    secret.said.set(String(input['text']), { by, circle: secret.circle });
  },
  NameFocalPoint: (hearing, { by, input, ids }) => {
    const [partnership, words] = [String(input['partnership']), String(input['name'])];
    hearing.contacts.set(`${ids['person']} ${partnership}`, { partnership, owner: by, words });
  },
  WithdrawFocalPoint: (hearing, { input }) =>
    hearing.contacts.delete(`${String(input['person'])} ${String(input['partnership'])}`),
  RetractDisclosure: (hearing, { input }) => {
    hearing.secret(input['disclosure']).retracted = true;
  },
};
