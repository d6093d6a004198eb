import { parseCommandLine } from '../../../protocol/at/commandLine.ts';
import { HIDDEN } from '../../../protocol/at/dictionary/fields.ts';
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

/** A command as it was sent, without its passwords, PINs and keys. */
export function maskedCommand({ command, name, form, args, entry }: Transaction): string {
  if (name === null || form !== 'write') return command;
  const secret = new Set(SECRETS[name] ?? []);
  for (const [index, spec] of (entry?.forms.find((each) => each.form === form)?.parameters ?? []).entries())
    if (spec.secret === true) secret.add(index);
  if (name === '+CSSLCFG' && args[0]?.toLowerCase() === 'keypwd') secret.add(2);
  if (!args.some((value, index) => secret.has(index) && value !== '')) return command;
  const [first, ...rest] = parseCommandLine(command);
  const fields = first?.typed.map((typed, index) => (secret.has(index) && typed !== '' ? HIDDEN : typed)) ?? [];
  return `AT${name}=${fields.join(',')}${rest.length > 0 ? ';…' : ''}`;
}
