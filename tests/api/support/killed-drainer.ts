import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SMTPServer } from "smtp-server";

/** Steps of a mail on its way, as its server sees them. */
export type Step = "from" | "data" | "accepted";
/** A drainer is killed so long after the nth step of that kind. */
export type Kill = { at: Step; nth: number; afterMs: number };
export type Delivery = { messageId: string; to: string; kind: string };

/** A mail server that keeps what arrives, and drainers that send to it until they are killed. */
export type Deaths = {
	deliveries: Delivery[];
	/** A drainer's process, which sends what a database has due. */
	start(databaseUrl: string): ChildProcess;
	/** Ends it by SIGKILL, there or once it has nothing more to do, and waits for that. */
	killed(child: ChildProcess, kill: Kill, isDone: () => Promise<boolean>): Promise<void>;
	stop(): Promise<void>;
};

/** `began` is asked before each mail is let in. */
export async function startDeaths(began: () => Promise<void>): Promise<Deaths> {
	const deliveries: Delivery[] = [];
	let onStep: (step: Step) => void = () => {};
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ["STARTTLS"],
		onMailFrom(_address, _session, done) {
			onStep("from");
			began().then(() => done(), done);
		},
		onData(stream, session, done) {
			let text = "";
			stream.on("data", (chunk) => {
				text += chunk;
			});
			stream.on("end", async () => {
				onStep("data");
				await pause(Math.random() * 10);
				const head = (name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(text)?.[1] ?? "";
				deliveries.push({
					messageId: head("message-id"),
					to: session.envelope.rcptTo[0]?.address ?? "",
					kind: head("subject").split(":")[0] ?? "",
				});
				done();
				onStep("accepted");
			});
		},
	});
	// Who is killed hangs up in the middle of a word.
	server.on("error", () => {});
	await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
	const address = server.server.address();
	const SMTP_URL = `smtp://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;

	return {
		deliveries,
		start: (DATABASE_URL) =>
			spawn(process.execPath, [join(import.meta.dirname, "drainer.ts")], {
				stdio: ["ignore", "ignore", "inherit"],
				env: { ...process.env, DATABASE_URL, SMTP_URL, NODE_NO_WARNINGS: "1" },
			}),
		async killed(child, { at, nth, afterMs }, isDone) {
			let seen = 0;
			let dead = false;
			const exit = once(child, "exit").then(() => {
				dead = true;
			});
			onStep = (step) => {
				if (step === at && ++seen === nth) setTimeout(() => child.kill("SIGKILL"), afterMs);
			};
			while (!dead) {
				if (await isDone()) child.kill("SIGKILL");
				await pause(10);
			}
			await exit;
			onStep = () => {};
		},
		stop: () => new Promise((down) => server.close(() => down())),
	};
}
