import { IsOptional } from 'class-validator';
import { pick, Refusal } from '#kernel';
import { IsEntryId, IsLine, IsMediaType, IsSha256, IsWebAddress } from '#vocabulary';
import { defineEntry, standingEntry } from '../change.ts';
import { EvidenceAttached, type EvidenceValues } from '../events.ts';
import { OnCommitment } from '../input.ts';

export class AttachEvidence extends OnCommitment {
  static readonly example = {
    entry: 'photo_1',
    title: 'Antenna at the school of Tibú',
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    mediaType: 'image/jpeg',
    uri: 'https://example.org/tibu.jpg',
  };

  @IsEntryId()
  entry!: string;

  @IsLine(300)
  title!: string;

  /** Of the content: it stays elsewhere, and this tells whether it is still the same. */
  @IsSha256()
  sha256!: string;

  @IsMediaType()
  mediaType!: string;

  @IsOptional()
  @IsWebAddress()
  uri?: string;

  /** The entry it supports. */
  @IsOptional()
  @IsEntryId()
  about?: string;
}

export const attachEvidence = defineEntry({
  input: AttachEvidence,
  summary: 'Point to evidence kept elsewhere, by its fingerprint.',
  kind: 'evidence',
  values: (command): EvidenceValues => pick(command, ['title', 'sha256', 'mediaType', 'uri', 'about']),
  event: ({ selfReport: _, ...data }) => EvidenceAttached(data),
  refuse: (state, { about }) => {
    const entry = about === undefined ? undefined : standingEntry(state, about, 'about');
    return entry instanceof Refusal ? entry : undefined;
  },
});
