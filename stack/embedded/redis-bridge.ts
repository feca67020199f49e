import { createHash, timingSafeEqual } from "node:crypto";
import { Redis } from "ioredis";
import { type Answer, type Ask, json, serve } from "./serve.ts";

/**
 * Upstash's REST interface on 127.0.0.1:`port` in front of a Redis in this process, or of the real one at `redisUrl`:
 * `POST /` one command, `/pipeline` and `/multi-exec` many, with `Authorization: Bearer <token>`.
 */
export async function startRedisBridge(options: {
	port: number;
	token: string;
	redisUrl?: string;
	/** Where it listens, if not on this machine alone. */
	host?: string;
}): Promise<() => Promise<void>> {
	const redis = options.redisUrl
		? new Redis(options.redisUrl, { maxRetriesPerRequest: 1 })
		: await inThisProcess();
	redis.on("error", () => {}); // Each command says it again to whoever asked.
	const scripts = new Map<string, string>();
	const expected = digest(`Bearer ${options.token}`);

	const answer = async (ask: Ask): Promise<Answer> => {
		if (!timingSafeEqual(digest(ask.headers.authorization ?? ""), expected))
			return json({ error: "Unauthorized" }, 401);
		const encode = ask.headers["upstash-encoding"] === "base64" ? "base64" : "utf8";
		const given = parse(ask.body);
		switch (ask.url.pathname) {
			case "/": {
				if (!isCommand(given))
					return json({ error: "ERR a command is a JSON array that begins with its name" }, 400);
				const reply = await settle(call(given), encode);
				return json(reply, "error" in reply ? 400 : 200);
			}
			case "/pipeline":
				if (!isCommands(given)) return json({ error: "ERR a pipeline is a JSON array of commands" }, 400);
				return json(await Promise.all(given.map((command) => settle(call(command), encode))));
			case "/multi-exec":
				if (!isCommands(given)) return json({ error: "ERR a transaction is a JSON array of commands" }, 400);
				return transact(given, encode);
			default:
				return json({ error: "ERR no such path" }, 404);
		}
	};
	const stop = await serve(options.port, answer, options.host);
	return async () => {
		await stop();
		redis.disconnect();
	};

	async function call(command: Command): Promise<unknown> {
		const { name, args } = understood(command, scripts);
		const reply = await redis.callBuffer(name, ...args);
		// The client knows a script by the SHA of what it sent, not of what was left of it.
		return name === "SCRIPT" && String(args[0]).toUpperCase() === "LOAD"
			? Buffer.from(sha1(String(command[2])))
			: reply;
	}

	async function transact(commands: Command[], encode: Encoding) {
		const multi = redis.multi();
		for (const { name, args } of commands.map((command) => understood(command, scripts)))
			multi.callBuffer(name, ...args);
		try {
			const replies = (await multi.exec()) ?? [];
			return json(
				replies.map(([error, reply]) =>
					error ? { error: error.message } : { result: encoded(reply, encode, true) },
				),
			);
		} catch (error) {
			return json({ error: (error as Error).message }, 400);
		}
	}
}

/** Nothing that a deployment needs, and so nothing that it has. */
async function inThisProcess(): Promise<Redis> {
	const { createIoredisMock } = await import("js-redis-server");
	return (await createIoredisMock()) as Redis;
}

type Command = (string | number)[];
type Encoding = "base64" | "utf8";

/** Upstash alone knows `flags=allow-key-locking`, which its rate limiter's scripts begin with: the line goes. */
function understood(command: Command, scripts: Map<string, string>): { name: string; args: Command } {
	// Upper case: for names in lower case ioredis turns replies into objects of its own.
	const name = String(command[0]).toUpperCase();
	const args = command.slice(1);
	const at =
		name === "EVAL" || name === "EVAL_RO"
			? 0
			: name === "SCRIPT" && String(args[0]).toUpperCase() === "LOAD"
				? 1
				: -1;
	if (at >= 0) {
		const sent = String(args[at]);
		const kept = sent.replace(/^\s*#!lua[^\n]*allow-key-locking[^\n]*\n/, "");
		if (kept !== sent) scripts.set(sha1(sent), sha1(kept));
		args[at] = kept;
	}
	if (name.startsWith("EVALSHA")) args[0] = scripts.get(String(args[0])) ?? String(args[0]);
	return { name, args };
}

async function settle(
	reply: Promise<unknown>,
	encode: Encoding,
): Promise<{ result: unknown } | { error: string }> {
	try {
		return { result: encoded(await reply, encode, true) };
	} catch (error) {
		return { error: (error as Error).message };
	}
}

/** With base64 every string is encoded but an OK at the top; numbers and null stay themselves. */
function encoded(reply: unknown, encode: Encoding, top = false): unknown {
	if (Array.isArray(reply)) return reply.map((each) => encoded(each, encode));
	if (typeof reply !== "string" && !Buffer.isBuffer(reply)) return reply;
	const text = Buffer.from(reply as string);
	return top && text.toString() === "OK" ? "OK" : text.toString(encode);
}

const isCommand = (given: unknown): given is Command =>
	Array.isArray(given) &&
	given.length > 0 &&
	given.every((part) => ["string", "number"].includes(typeof part));
const isCommands = (given: unknown): given is Command[] =>
	Array.isArray(given) && given.length > 0 && given.every(isCommand);

function parse(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString());
	} catch {
		return undefined;
	}
}

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");
const digest = (text: string) => createHash("sha256").update(text).digest();
