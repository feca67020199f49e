import "server-only";
import { Refusal } from "../refusal.ts";
import { bytesOf, sealed, unsealed, uuidAt } from "../sealed.ts";

/** Whose page it is, and the version of links and devices that this one belongs to. */
export type MineKey = { bookerId: string; version: number };
/** A key that is good until `until`, in seconds since 1970. */
export type MinePass = MineKey & { until: number };

const keyBytes = 24;
export const linkSeconds = 30 * 60;

/** Signs the link that is mailed: id, version and its end, signed, as 54 characters. */
export const signLink = (pass: MinePass) => sealed("mine link", bytes(pass));

/** Refuses what was not signed here with NTFND, without asking the database, which knows whether its time is over. */
export function readLink(link: string): MinePass {
	const pass = read("mine link", link);
	if (!pass) throw new Refusal("NTFND");
	return pass;
}

/** Whether a link is one of ours, for who wants no more of it. */
export const isLink = (link: string) => read("mine link", link) !== undefined;

/** Signs what a device keeps. It is for another purpose: who sees the one has not the other. */
export const signDevice = (pass: MinePass) => sealed("mine device", bytes(pass));

/** Undefined for what was not signed here, or is over. */
export function readDevice(text: string): MineKey | undefined {
	const pass = read("mine device", text);
	return pass && pass.until * 1000 > Date.now() ? pass : undefined;
}

function bytes({ bookerId, version, until }: MinePass): Buffer {
	const numbers = Buffer.alloc(8);
	numbers.writeUInt32BE(version, 0);
	numbers.writeUInt32BE(until, 4);
	return Buffer.concat([bytesOf(bookerId), numbers]);
}

function read(purpose: string, text: string): MinePass | undefined {
	const all = unsealed(purpose, text, keyBytes);
	return all && { bookerId: uuidAt(all), version: all.readUInt32BE(16), until: all.readUInt32BE(20) };
}
