import "server-only";
import { cookies } from "next/headers";
import { connection } from "next/server";
import { cookieOf, setCookie } from "../cookies.ts";
import { Refusal } from "../refusal.ts";
import { type MineKey, readDevice, signDevice } from "./ref.ts";

const name = "firstbell_mine";
const days = 30;

/** Lets this device in for thirty days. */
export function rememberDevice({ bookerId, version }: MineKey): void {
	const seconds = days * 86_400;
	const until = Math.floor(Date.now() / 1000) + seconds;
	setCookie(name, signDevice({ bookerId, version, until }), seconds);
}

export function forgetDevice(): void {
	setCookie(name, "", 0);
}

/** Whose page this device has opened, as far as its cookie says; null for nobody's. */
export async function deviceOwner(): Promise<MineKey | null> {
	// It is good until a moment, and never part of what is rendered ahead.
	await connection();
	return readDevice((await cookies()).get(name)?.value ?? "") ?? null;
}

/** The same for a route. Refuses SIGIN for a device that has opened none, or whose days are over. */
export function requireOwner(request: Request): MineKey {
	const key = readDevice(cookieOf(request, name) ?? "");
	if (!key) throw new Refusal("SIGIN");
	return key;
}
