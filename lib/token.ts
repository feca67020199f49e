import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { sealed, unsealed } from "./sealed.ts";

/** What a personal token may be good for. */
export const scopes = ["bookings:read", "bookings:write", "rules:read", "rules:write"] as const;
export type Scope = (typeof scopes)[number];

const purpose = "personal token";
const randomLength = 20;
/** What each begins with, so that it is known for one wherever it turns up. */
const prefix = "fb_";

/** A new one of 160 random bits, signed, so that for a made-up one no database is asked. */
export const newToken = (): string => prefix + sealed(purpose, randomBytes(randomLength));

/** Whether it is one that was made here, as far as that shows by itself. */
export const isSealedToken = (token: string): boolean =>
	unsealed(purpose, token.slice(prefix.length), randomLength) !== undefined;

/** All that is kept of it: its sha256, as Postgres reads bytes. */
export const tokenHash = (token: string): string => `\\x${createHash("sha256").update(token).digest("hex")}`;

/**
 * The personal token that a request shows, as `Authorization: Bearer fb_…`; undefined without one. It proves nothing by
 * itself. No page elsewhere can have a browser send it, so such a request needs no Origin; and whoever shows one is
 * nobody else: cookies that come along are not looked at.
 */
export function bearerOf(headers: Pick<Headers, "get">): string | undefined {
	return /^bearer (fb_\S*)$/i.exec(headers.get("authorization") ?? "")?.[1];
}
