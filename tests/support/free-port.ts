import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** A port that nothing listens on just now. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	await new Promise((down) => server.close(down));
	return port;
}

/** So many of them, by these names. */
export async function freePorts<Name extends string>(...names: Name[]): Promise<Record<Name, number>> {
	const found: [Name, number][] = [];
	for (const name of names) found.push([name, await freePort()]);
	return Object.fromEntries(found) as Record<Name, number>;
}
