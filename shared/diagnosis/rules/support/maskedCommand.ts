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
  '+QMTCONN': [3],
  '+QICSGP': [4],
  '+CSTT': [2],
  '+APPKEY': [0],
  '+NWKSKEY': [0],
  '+APPSKEY': [0],
};

/** A key, of which the next argument is the value (`AT+SMCONF="PASSWORD","…"`, `AT+SAPBR=3,1,"PWD","…"`). */
const KEY = /^(?:pwd|pass(?:wd|word)?)$/i;
/** A damaged name of so many characters may have two wrong ones, a shorter one one. */
const LONG = 7;

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
  for (const [index, value] of args.entries()) if (KEY.test(value)) secret.add(index + 1);
  if (entry !== null || SECRETS[name] !== undefined) return secret;
  for (const [known, indexes] of Object.entries(SECRETS))
    if (withinEdits(name, known, known.length < LONG ? 1 : 2)) for (const index of indexes) secret.add(index);
  return secret;
}

/** Up to the first quote. */
const cut = (command: string): string => {
  const quote = command.search(/["']/);
  return quote < 0 ? command : `${command.slice(0, quote)}${HIDDEN}`;
};
