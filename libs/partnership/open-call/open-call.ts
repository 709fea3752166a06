import { IsEntryId, IsText } from '#vocabulary';
import { sameAgain } from '../entry.ts';
import { CallOpened } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

export class OpenCall extends AboutPartnership {
  static readonly example = { call: 'call-1', text: 'Whoever can bring satellite capacity is welcome' };

  @IsEntryId()
  call!: string;

  @IsText(5000)
  text!: string;
}

export const openCall = definePartnershipCommand({
  input: OpenCall,
  summary: 'Open a call: from now on any organisation may join without an invitation.',
  allow: participant,
  decide: ({ calls }, command, { actor }) => {
    const { partnership, call, text } = command;
    const opened = CallOpened({ partnership, call, text, openedBy: actor.organisation });
    return sameAgain(calls.get(call), opened, command, 'call') ?? [opened];
  },
});
