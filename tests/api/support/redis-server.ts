import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { daemon } from "../../../stack/rehearsal/daemon.ts";
import { program } from "../../../stack/rehearsal/programs.ts";
import { freePort } from "./bouncer.ts";

/** Why there is no Redis on this machine; undefined where there is one. */
export function whyNoRedis(): string | undefined {
	try {
		return program("redis-server") && undefined;
	} catch (error) {
		return (error as Error).message;
	}
}

/** A Redis with these settings, until the test is over. */
export async function redisServer(args: string[]): Promise<{ url: string }> {
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), "firstbell-redis-"));
	const usual = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
	const part = daemon({
		name: "redis",
		folder,
		command: program("redis-server"),
		args: [...usual, ...args],
		port,
	});
	await part.start();
	onTestFinished(() => part.stop());
	return { url: `redis://127.0.0.1:${port}` };
}
