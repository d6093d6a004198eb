import { answer, type CommandHandler, OK } from '../reply.ts';

/**
 * A command that only keeps what it is told and says it again: `AT+CMTE=1`, `AT+CMTE?`. Parameters that are left out keep
 * their value; without any (`AT+CFGRI`) the first ones come back, where `AT+X` is a form of the command at all.
 */
export function settingCommand(
  name: string,
  initial: readonly string[],
  {
    reset = false,
    onChange,
  }: { readonly reset?: boolean; readonly onChange?: (values: readonly string[]) => void } = {},
): CommandHandler {
  let values = initial;
  const set = (next: readonly string[]): void => {
    values = next;
    onChange?.(next);
  };
  const handler: CommandHandler = {
    name,
    read: () => answer(`${name}: ${values.join(',')}`),
    write({ typed }) {
      set(values.map((value, at) => (typed[at] === undefined || typed[at] === '' ? value : typed[at])));
      return OK;
    },
  };
  if (!reset) return handler;
  return {
    ...handler,
    execute() {
      set(initial);
      return OK;
    },
  };
}
