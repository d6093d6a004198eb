import type { FieldSpec } from '../../entryTypes.ts';
import { errorField } from '../../errors/errorField.ts';
import { integer, string } from '../../fields.ts';

/** Ten sockets, 0 to 9 (V3.00 11.2). */
export const LINK: FieldSpec = integer('link_num', 'link', { range: [[0, 9]] });
export const HOST: FieldSpec = string('host', 'name or address of the peer');
export const PORT = (name: string, meaning: string): FieldSpec => integer(name, meaning, { range: [[1, 65_535]] });
export const SOCKET_ERR: FieldSpec = errorField('tcpip');
