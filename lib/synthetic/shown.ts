import "server-only";
import { sealed, unsealed } from "../sealed.ts";

const purpose = "synthetic booker";
const header = "firstbell-synthetic";

/** By which the synthetic booker is let in where persons are asked for: good for the one request that has this key. */
export const shown = (key: string) => ({ [header]: sealed(purpose, Buffer.from(key)) });

/** Whether it is the synthetic booker that asks, and nobody who has heard of it. */
export function isSynthetic({ headers }: Request): boolean {
	const [key = "", seal] = [headers.get("idempotency-key") ?? undefined, headers.get(header)];
	return seal !== null && unsealed(purpose, seal, Buffer.byteLength(key))?.toString() === key;
}
