import { z } from 'zod';

/** The parts of JSON Schema that the contract's schemas turn into. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** One way in which an input is wrong: what was changed where, and the whole input with that change. */
export interface WrongInput {
  /** `settings.baud is text`, for the name of a test. */
  readonly what: string;
  /** The changed field; '' when the whole input was replaced. */
  readonly path: string;
  readonly input: unknown;
}

/** Whether an error message is about the field: it names it, a part of it, or what it is part of. */
export function namesField(message: unknown, path: string): boolean {
  const [named = ''] = String(message).split(': ');
  return path === '' ? named === 'input' : `${named}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${named}.`);
}

/** A value that the schema accepts. Optional fields are present. */
export const sampleOf = (schema: z.ZodType, io: 'input' | 'output'): unknown => sample(toJsonSchema(schema, io));

/** The sample again and again, each time with one field made wrong: type, range, length, set of values, or absent. */
export function wrongInputsOf(schema: z.ZodType): readonly WrongInput[] {
  const json = toJsonSchema(schema, 'input');
  return wrongValues(json, '').map(({ what, path, input }) => ({ what: `${path || 'input'} ${what}`, path, input }));
}

const toJsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, { io }) as JsonSchema;

function sample(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [alternative] = schema.anyOf ?? schema.oneOf ?? [];
  if (alternative !== undefined) return sample(alternative);
  switch (typeof schema.type === 'string' ? schema.type : schema.type?.[0]) {
    case 'string':
      return 'x'.repeat(Math.max(1, schema.minLength ?? 0));
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => sample(schema.items ?? {}));
    case 'object':
      return sampleObject(schema);
    default:
      throw new Error(`No sample for ${JSON.stringify(schema)}`);
  }
}

function sampleObject({ properties = {}, additionalProperties }: JsonSchema): Readonly<Record<string, unknown>> {
  const fields = Object.entries(properties).map(([key, field]) => [key, sample(field)]);
  if (typeof additionalProperties === 'object') fields.push(['some key', sample(additionalProperties)]);
  return Object.fromEntries(fields);
}

function wrongValues(schema: JsonSchema, path: string): readonly WrongInput[] {
  const here = (what: string, input: unknown): WrongInput => ({ what, path, input });
  if (schema.const !== undefined || schema.enum !== undefined) {
    return [here('is none of the set', 'nonsense'), here('is an object', { nonsense: true }), here('is null', null)];
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) {
    return [here('is none of the alternatives', { nonsense: true }), here('is a list', [[]])];
  }
  switch (schema.type) {
    case 'string':
      return [
        here('is a number', 7),
        here('is null', null),
        ...((schema.minLength ?? 0) > 0 ? [here('is empty', '')] : []),
        ...(schema.maxLength === undefined ? [] : [here('is too long', 'x'.repeat(schema.maxLength + 1))]),
      ];
    case 'integer':
      return [
        here('is text', '7'),
        here('is a fraction', 7.5),
        here('is null', null),
        here('is too small', (schema.minimum ?? schema.exclusiveMinimum ?? Number.MIN_SAFE_INTEGER + 1) - 1),
        here('is too large', (schema.maximum ?? Number.MAX_SAFE_INTEGER) + 1),
      ];
    case 'boolean':
      return [here('is text', 'true'), here('is a number', 1), here('is null', null)];
    case 'array':
      return wrongLists(schema, path);
    case 'object':
      return wrongObjects(schema, path);
    default:
      return [here('is an object', { nonsense: true }), here('is text', 'nonsense')];
  }
}

function wrongLists(schema: JsonSchema, path: string): readonly WrongInput[] {
  const item = sample(schema.items ?? {});
  const wrong = [
    { what: 'is text', path, input: 'nonsense' },
    { what: 'is an object', path, input: { 0: item, length: 1 } },
    { what: 'is null', path, input: null },
    ...wrongValues(schema.items ?? {}, join(path, '0')).map((each) => ({ ...each, input: [each.input] })),
  ];
  if (schema.minItems !== undefined) wrong.push({ what: 'is empty', path, input: [] });
  if (schema.maxItems !== undefined) {
    wrong.push({ what: 'is too long', path, input: Array.from({ length: schema.maxItems + 1 }, () => item) });
  }
  return wrong;
}

function wrongObjects(schema: JsonSchema, path: string): readonly WrongInput[] {
  const whole = sampleObject(schema);
  const fields = Object.entries(schema.properties ?? {});
  if (typeof schema.additionalProperties === 'object') fields.push(['some key', schema.additionalProperties]);
  return [
    { what: 'is text', path, input: 'nonsense' },
    { what: 'is a list', path, input: [] },
    { what: 'is null', path, input: null },
    ...(schema.required ?? []).map((key) => ({
      what: 'is absent',
      path: join(path, key),
      input: Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key)),
    })),
    ...fields.flatMap(([key, field]) =>
      wrongValues(field, join(path, key)).map((each) => ({ ...each, input: { ...whole, [key]: each.input } })),
    ),
  ];
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
