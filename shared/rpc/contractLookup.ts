import type { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { type CommandName, type Contract, contract, type EventName, type StreamName } from '../contract/contract.ts';
import type { AnyDef } from '../contract/define.ts';

interface NamesByKind {
  readonly command: CommandName;
  readonly event: EventName;
  readonly stream: StreamName;
}

/** The name as one of the contract's, if it is one of that kind. Names come from peers: `constructor` is not one. */
export function findName<Kind extends keyof NamesByKind>(kind: Kind, name: string): NamesByKind[Kind] | undefined {
  if (!Object.hasOwn(contract, name)) return undefined;
  const def: AnyDef = contract[name as keyof Contract];
  return def.kind === kind ? (name as NamesByKind[Kind]) : undefined;
}

const MAX_MESSAGE_CHARS = 300;

/** Checks a value against one of the contract's schemas. The message names the first field that does not fit. */
export function checkValue<T extends z.ZodType>(schema: T, value: unknown): Result<z.output<T>, 'bad-input'> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? 'input' : issue.path.map(String).join('.');
  const message = `${field}: ${issue?.message ?? 'does not fit'}`;
  return err('bad-input', message.length > MAX_MESSAGE_CHARS ? `${message.slice(0, MAX_MESSAGE_CHARS)}…` : message);
}
