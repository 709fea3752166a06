import { IsOptional } from 'class-validator';
import { defineCommand, refuse, relyOn } from '#kernel';
import { Dated, IsLine, IsText } from '#vocabulary';
import { anyOrganisation } from '../../book-command.ts';
import { ProgrammeNamed, ProgrammeRegistered } from '../events.ts';
import { nameStream, Programme, ProgrammeName, type ProgrammeState } from '../programme.ts';

export class RegisterProgramme extends Dated {
  static readonly example = {
    name: 'UN75 Global Governance Forum',
    description: 'Partnerships for innovation',
  };

  /** Without regard to case, accents and white space it stands for one programme. */
  @IsLine(300)
  name!: string;

  @IsOptional()
  @IsText(5000)
  description?: string;
}

export const registerProgramme = defineCommand<
  RegisterProgramme,
  ProgrammeState,
  { named: { readonly programme: string } }
>({
  input: RegisterProgramme,
  entity: Programme,
  creates: 'prg',
  summary:
    'Register a programme, such as a forum or a campaign: your organisation owns it, and says which partnerships belong to it.',
  allow: anyOrganisation,
  reads: { named: ({ name }) => relyOn(ProgrammeName, nameStream(name)) },
  decide: (_, { name, description }, { self: programme, actor: { organisation }, read }) =>
    read.named
      ? refuse('programme-taken', 'A programme is registered under this name already.', {
          field: 'name',
          programme: read.named.programme,
        })
      : [
          ProgrammeRegistered({
            programme,
            organisation,
            name,
            ...(description === undefined ? {} : { description }),
          }),
          ProgrammeNamed({ programme, name }, nameStream(name)),
        ],
});
