import { createServer } from "node:net";
import { CannotStart } from "../cannot-start.ts";

/** Six neighbours: whoever knows the app's port knows them all. */
export const portsFrom = (app: number) => ({
	app,
	postgres: app + 1,
	auth: app + 2,
	redis: app + 3,
	smtp: app + 4,
	mailbox: app + 5,
});

/** Refuses in one sentence when one of the six is in use; `ours` are ports our own leftover may still hold. */
export async function checkPorts(app: number, ours: number[]): Promise<void> {
	if (!Number.isInteger(app) || app < 1024 || app > 65_530) {
		throw new CannotStart(`PORT must be a whole number from 1024 to 65530: try \`PORT=3000 npm start\`.`);
	}
	const taken = await firstTaken(app, ours);
	if (taken === undefined) return;
	let free = app + 100;
	while (free < 65_430 && (await firstTaken(free, [])) !== undefined) free += 100;
	throw new CannotStart(`Port ${taken} is taken: stop what uses it, or run \`PORT=${free} npm start\`.`);
}

async function firstTaken(app: number, ours: number[]): Promise<number | undefined> {
	for (const port of Object.values(portsFrom(app))) {
		if (!ours.includes(port) && !(await isFree(port))) return port;
	}
	return undefined;
}

/** Tried on every address, as a server on 0.0.0.0 would not keep us from 127.0.0.1, but would get the visitors. */
export async function isFree(port: number): Promise<boolean> {
	for (const host of ["127.0.0.1", "0.0.0.0", "::"]) {
		const free = await new Promise<boolean>((done) => {
			const server = createServer();
			server.once("error", (error: NodeJS.ErrnoException) => done(error.code !== "EADDRINUSE"));
			server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
		});
		if (!free) return false;
	}
	return true;
}
