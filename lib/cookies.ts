import "server-only";
import { env } from "./env.ts";
import { noteHeader } from "./notes.ts";
import { bearerOf } from "./token.ts";

/** A cookie that came along; none for a program, which is whom its token says. */
export function cookieOf(request: Request, name: string): string | undefined {
	if (bearerOf(request.headers)) return undefined;
	return request.headers.get("cookie")?.match(new RegExp(`(?:^|;\\s*)${name}=([^;]*)`))?.[1];
}

/** A cookie that no script reads, for the pages under a path; for no seconds at all, it is forgotten. */
export function setCookie(name: string, value: string, seconds: number, path = "/"): void {
	const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
	noteHeader(
		"Set-Cookie",
		`${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`,
	);
}
