import { commands } from '#domain';

export const commandNamed = (name: string) => {
  const found = commands.find(({ input }) => input.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
};
