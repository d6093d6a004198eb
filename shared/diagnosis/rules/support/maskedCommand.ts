import type { Transaction } from '../../../protocol/at/engine/transaction.ts';

const HIDDEN = '•••';

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
  '+CFTPSLOGIN': [3],
  '+APPKEY': [0],
  '+NWKSKEY': [0],
  '+APPSKEY': [0],
};

/** A command as it was sent, with dots in place of passwords, PINs and keys. */
export function maskedCommand({ command, name, form, args, entry }: Transaction): string {
  if (name === null || form !== 'write') return command;
  const specs = entry?.forms.find((each) => each.form === 'write')?.parameters ?? [];
  const secret = new Set(SECRETS[name] ?? []);
  for (const [index, spec] of specs.entries()) if (spec.secret === true) secret.add(index);
  if (name === '+CSSLCFG' && args[0]?.toLowerCase() === 'keypwd') secret.add(2);
  let text = command;
  for (const index of secret) {
    const value = args[index] ?? '';
    if (value !== '') text = text.replaceAll(value, HIDDEN);
  }
  return text;
}
