import { answer, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { text } from '../../fields.ts';

/** Firmwares answer a query by `AT+NJS=1`, `AT+NJS:1` or the value alone. */
const values = (name: string, field: FieldSpec, sentence?: LineSpec['sentence']): readonly LineSpec[] => {
  const more = { forms: ['test'] as const, ...(sentence === undefined ? {} : { sentence }) };
  return [
    answer(`AT${name}`, [field], more),
    answer(name, [field], more),
    answer('', [field], more),
    answer(`AT${name}`, [text('help', 'help')], { forms: ['read'] }),
  ];
};

/** An entry of RUI3. */
export const rui = (
  entry: Pick<CommandEntry, 'name' | 'title' | 'meaning' | 'forms'> & Partial<CommandEntry>,
): CommandEntry => ({
  families: ['rak3172'],
  group: 'lora',
  answers: [],
  errors: 'cme',
  maxSeconds: null,
  section: 'RUI3 AT Command Manual',
  ...entry,
});

/** A value that is asked with `=?` and, unless it only reports, set with `=`; `?` prints help. */
export const ruiValue = (
  name: string,
  title: string,
  meaning: string,
  field: FieldSpec,
  more: Partial<CommandEntry> & { readonly readOnly?: true; readonly sentence?: LineSpec['sentence'] } = {},
): CommandEntry => {
  const { readOnly, sentence, ...rest } = more;
  return rui({
    name,
    title,
    meaning,
    forms: [
      read(`AT${name}?`),
      test(`AT${name}=?`),
      ...(readOnly === true ? [] : [write(`AT${name}=<${field.name}>`, [field])]),
    ],
    answers: values(name, field, sentence),
    ...rest,
  });
};
