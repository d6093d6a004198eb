import { parseCommandLine } from '../../../protocol/at/commandLine.ts';
import { HIDDEN } from '../../../protocol/at/dictionary/fields.ts';
import { withinEdits } from '../../../protocol/at/editDistance.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';

/** Arguments that are secrets, counted from 0, where the dictionary has no entry that says so. */
const SECRETS: Readonly<Record<string, readonly number[]>> = {
  '+CMQTTCONNECT': [5],
  '+CGAUTH': [2],
  '+CSOCKAUTH': [3],
  '+CPIN': [0, 1],
  '+CLCK': [2],
  '+CPWD': [1, 2],
  '+CWJAP': [1],
  '+MQTTUSERCFG': [4],
  '+MQTTPASSWORD': [1],
  '+SMCONF': [1],
  '+APPKEY': [0],
  '+NWKSKEY': [0],
  '+APPSKEY': [0],
};

/** Of a command that nobody knows, the arguments from here on may be user and password. */
const FIRST_UNKNOWN = 2;
/** Damaged names have so many wrong characters. */
const DAMAGE = 2;

/** A command as it was sent, without its passwords, PINs and keys; of one that cannot be read, nothing that is quoted. */
export function maskedCommand(transaction: Transaction): string {
  const { command, name, form, args, entry, chained = [] } = transaction;
  const parts = [{ name, form, args, entry }, ...chained];
  const readable =
    parts.some((part) => part.form === 'write') && parts.every((part) => part.entry !== null || part.form === 'write');
  if (name === null || !readable) return cut(command);
  const secrets = parts.map(secretsOf);
  const has = (i: number): boolean =>
    parts[i]?.args.some((value, index) => secrets[i]?.has(index) === true && value !== '') === true;
  if (!parts.some((_, i) => has(i))) return command;
  const rest = parts.length > 1 ? ';…' : '';
  if (!has(0)) return `${command.split(';', 1)[0] ?? ''}${rest}`;
  const [first] = parseCommandLine(command);
  const fields = first?.typed.map((typed, index) => (secrets[0]?.has(index) && typed !== '' ? HIDDEN : typed)) ?? [];
  return `AT${name}=${fields.join(',')}${rest}`;
}

type Part = Pick<Transaction, 'name' | 'form' | 'args' | 'entry'>;

/** Which of its arguments are secrets. */
function secretsOf({ name, form, args, entry }: Part): ReadonlySet<number> {
  if (name === null || form !== 'write') return new Set();
  const secret = new Set(SECRETS[name] ?? []);
  for (const [index, spec] of (entry?.forms.find((each) => each.form === form)?.parameters ?? []).entries())
    if (spec.secret === true) secret.add(index);
  if (name === '+CSSLCFG' && args[0]?.toLowerCase() === 'keypwd') secret.add(2);
  if (entry !== null || SECRETS[name] !== undefined) return secret;
  for (const [known, indexes] of Object.entries(SECRETS))
    if (withinEdits(name, known, DAMAGE)) for (const index of indexes) secret.add(index);
  for (let index = FIRST_UNKNOWN; index < args.length; index += 1)
    if (!/^\d{0,5}$/.test(args[index] ?? '')) secret.add(index);
  return secret;
}

/** Up to the first quote. */
const cut = (command: string): string => {
  const quote = command.search(/["']/);
  return quote < 0 ? command : `${command.slice(0, quote)}${HIDDEN}`;
};
