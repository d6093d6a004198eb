import { write } from './entryBuilders.ts';
import type { FieldSpec, FormSpec } from './entryTypes.ts';
import { text, word } from './fields.ts';

const syntaxOf = (parameters: readonly FieldSpec[]): string => parameters.map(({ name }) => `,<${name}>`).join('');

/** One layout per setting, named by its first parameter: `AT+CSSLCFG="authmode",<ssl_ctx_index>,<authmode>`. */
export const keyedForm = (command: string, key: string, parameters: readonly FieldSpec[]): FormSpec =>
  write(`AT${command}="${key}"${syntaxOf(parameters)}`, [word('setting', 'setting', { [key]: key }), ...parameters]);

/** The layout for a key that is none of these, so that what is allowed can be told; the last of them. */
export function anyKeyForm(command: string, forms: readonly FormSpec[]): FormSpec {
  const keys = forms.flatMap(({ parameters }) => Object.entries(parameters[0]?.values ?? {}));
  const parameters = [word('setting', 'setting', Object.fromEntries(keys)), text('values', 'what the setting takes')];
  return write(`AT${command}=<setting>,<values>`, parameters);
}
